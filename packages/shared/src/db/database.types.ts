// Made by "npm run types" from the migrations. Do not edit.
// migrations: 925e9aac04e69c05
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "agents": {
                  Row: {
                    "business": string,"created_at": string,"greeting": string | null,"id": string,"is_default": boolean,"language": string,"max_seconds": number,"model": string | null,"name": string,"prompt": string,"tools": (string)[],"transfer_number": string | null,"updated_at": string,"voice": string
                  }
                  ComputedFields: never
                  Insert: {
                    "business": string,"created_at"?: string,"greeting"?: string | null,"id"?: string,"is_default"?: boolean,"language"?: string,"max_seconds"?: number,"model"?: string | null,"name": string,"prompt": string,"tools"?: (string)[],"transfer_number"?: string | null,"updated_at"?: string,"voice"?: string
                  }
                  Update: {
                    "business"?: string,"created_at"?: string,"greeting"?: string | null,"id"?: string,"is_default"?: boolean,"language"?: string,"max_seconds"?: number,"model"?: string | null,"name"?: string,"prompt"?: string,"tools"?: (string)[],"transfer_number"?: string | null,"updated_at"?: string,"voice"?: string
                  }
                  Relationships: [
                    
                  ]
                },"api_keys": {
                  Row: {
                    "created_at": string,"id": string,"key_hash": string,"last_used_at": string | null,"name": string,"revoked_at": string | null,"role": Database["public"]['Enums']["api_role"]
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"key_hash": string,"last_used_at"?: string | null,"name": string,"revoked_at"?: string | null,"role": Database["public"]['Enums']["api_role"]
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"key_hash"?: string,"last_used_at"?: string | null,"name"?: string,"revoked_at"?: string | null,"role"?: Database["public"]['Enums']["api_role"]
                  }
                  Relationships: [
                    
                  ]
                },"appointments": {
                  Row: {
                    "call_id": string | null,"created_at": string,"id": string,"lead_id": number | null,"starts_at": string,"words": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"created_at": string,"id"?: string,"lead_id"?: number | null,"starts_at": string,"words"?: string | null
                  }
                  Update: {
                    "call_id"?: string | null,"created_at"?: string,"id"?: string,"lead_id"?: number | null,"starts_at"?: string,"words"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "appointments_call_id_fkey"
      columns: ["call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "appointments_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["id"]
    }
                  ]
                },"call_events": {
                  Row: {
                    "call_id": string | null,"call_sid": string,"call_status": string | null,"duration": number | null,"from_number": string | null,"id": number,"kind": string,"payload": NonNullable<Json>,"received_at": string,"sequence": number | null,"to_number": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"call_sid": string,"call_status"?: string | null,"duration"?: number | null,"from_number"?: string | null,"id"?: never,"kind": string,"payload"?: NonNullable<Json>,"received_at": string,"sequence"?: number | null,"to_number"?: string | null
                  }
                  Update: {
                    "call_id"?: string | null,"call_sid"?: string,"call_status"?: string | null,"duration"?: number | null,"from_number"?: string | null,"id"?: never,"kind"?: string,"payload"?: NonNullable<Json>,"received_at"?: string,"sequence"?: number | null,"to_number"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "call_events_call_id_fkey"
      columns: ["call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["id"]
    }
                  ]
                },"calls": {
                  Row: {
                    "agent_id": string | null,"answered_at": string | null,"answered_by": string | null,"call_sid": string | null,"callback_of": string | null,"campaign_id": string | null,"checks": number,"created_at": string,"deadline_at": string | null,"dial": number,"dialed_at": string | null,"direction": Database["public"]['Enums']["call_direction"],"duration_seconds": number | null,"end_reason": string | null,"ended_at": string | null,"fence": number,"from_number": string | null,"held_reason": string | null,"id": string,"lead_id": number | null,"lead_phone": string,"message": string | null,"metadata": NonNullable<Json>,"next_check_at": string | null,"origin": string,"priority": Database["public"]['Enums']["call_priority"],"provider": string,"recording_seconds": number | null,"recording_sid": string | null,"recording_url": string | null,"redial_of": string | null,"run_at": string,"settled_at": string | null,"status": Database["public"]['Enums']["call_status"],"stream_token_expires_at": string | null,"stream_token_hash": string | null,"streams_opened": number,"to_number": string,"updated_at": string,"voice": string,"worker": string | null,"wrap_up": string | null,"wrap_up_reason": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "agent_id"?: string | null,"answered_at"?: string | null,"answered_by"?: string | null,"call_sid"?: string | null,"callback_of"?: string | null,"campaign_id"?: string | null,"checks"?: number,"created_at": string,"deadline_at"?: string | null,"dial"?: number,"dialed_at"?: string | null,"direction": Database["public"]['Enums']["call_direction"],"duration_seconds"?: number | null,"end_reason"?: string | null,"ended_at"?: string | null,"fence"?: number,"from_number"?: string | null,"held_reason"?: string | null,"id": string,"lead_id"?: number | null,"lead_phone": string,"message"?: string | null,"metadata"?: NonNullable<Json>,"next_check_at"?: string | null,"origin"?: string,"priority"?: Database["public"]['Enums']["call_priority"],"provider"?: string,"recording_seconds"?: number | null,"recording_sid"?: string | null,"recording_url"?: string | null,"redial_of"?: string | null,"run_at": string,"settled_at"?: string | null,"status": Database["public"]['Enums']["call_status"],"stream_token_expires_at"?: string | null,"stream_token_hash"?: string | null,"streams_opened"?: number,"to_number": string,"updated_at": string,"voice"?: string,"worker"?: string | null,"wrap_up"?: string | null,"wrap_up_reason"?: string | null
                  }
                  Update: {
                    "agent_id"?: string | null,"answered_at"?: string | null,"answered_by"?: string | null,"call_sid"?: string | null,"callback_of"?: string | null,"campaign_id"?: string | null,"checks"?: number,"created_at"?: string,"deadline_at"?: string | null,"dial"?: number,"dialed_at"?: string | null,"direction"?: Database["public"]['Enums']["call_direction"],"duration_seconds"?: number | null,"end_reason"?: string | null,"ended_at"?: string | null,"fence"?: number,"from_number"?: string | null,"held_reason"?: string | null,"id"?: string,"lead_id"?: number | null,"lead_phone"?: string,"message"?: string | null,"metadata"?: NonNullable<Json>,"next_check_at"?: string | null,"origin"?: string,"priority"?: Database["public"]['Enums']["call_priority"],"provider"?: string,"recording_seconds"?: number | null,"recording_sid"?: string | null,"recording_url"?: string | null,"redial_of"?: string | null,"run_at"?: string,"settled_at"?: string | null,"status"?: Database["public"]['Enums']["call_status"],"stream_token_expires_at"?: string | null,"stream_token_hash"?: string | null,"streams_opened"?: number,"to_number"?: string,"updated_at"?: string,"voice"?: string,"worker"?: string | null,"wrap_up"?: string | null,"wrap_up_reason"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "calls_agent_id_fkey"
      columns: ["agent_id"]
isOneToOne: false
      referencedRelation: "agents"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "calls_callback_of_fkey"
      columns: ["callback_of"]
isOneToOne: true
      referencedRelation: "calls"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "calls_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "calls_redial_of_fkey"
      columns: ["redial_of"]
isOneToOne: true
      referencedRelation: "calls"
      referencedColumns: ["id"]
    }
                  ]
                },"contact_decisions": {
                  Row: {
                    "at": string,"call_id": string | null,"channel": string,"evidence": NonNullable<Json>,"hold_until": string | null,"id": number,"lead_id": number | null,"reason": string,"rule": string,"verdict": Database["public"]['Enums']["verdict"]
                  }
                  ComputedFields: never
                  Insert: {
                    "at": string,"call_id"?: string | null,"channel"?: string,"evidence"?: NonNullable<Json>,"hold_until"?: string | null,"id"?: never,"lead_id"?: number | null,"reason": string,"rule": string,"verdict": Database["public"]['Enums']["verdict"]
                  }
                  Update: {
                    "at"?: string,"call_id"?: string | null,"channel"?: string,"evidence"?: NonNullable<Json>,"hold_until"?: string | null,"id"?: never,"lead_id"?: number | null,"reason"?: string,"rule"?: string,"verdict"?: Database["public"]['Enums']["verdict"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "contact_decisions_call_id_fkey"
      columns: ["call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "contact_decisions_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["id"]
    }
                  ]
                },"conversation_analyses": {
                  Row: {
                    "call_id": string | null,"call_sid": string | null,"channel": string,"created_at": string,"decided_by": string,"dropped": NonNullable<Json>,"facts": NonNullable<Json>,"failure": string | null,"id": string,"lead_id": number | null,"model": string | null,"next_action": Json | null,"outcome": Database["public"]['Enums']["outcome"] | null,"outcome_quote": string | null,"outcome_turn": number | null,"sentiment": string | null,"status": string,"summary": string | null,"updated_at": string,"usage": Json | null
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"call_sid"?: string | null,"channel"?: string,"created_at": string,"decided_by": string,"dropped"?: NonNullable<Json>,"facts"?: NonNullable<Json>,"failure"?: string | null,"id"?: string,"lead_id"?: number | null,"model"?: string | null,"next_action"?: Json | null,"outcome"?: Database["public"]['Enums']["outcome"] | null,"outcome_quote"?: string | null,"outcome_turn"?: number | null,"sentiment"?: string | null,"status": string,"summary"?: string | null,"updated_at": string,"usage"?: Json | null
                  }
                  Update: {
                    "call_id"?: string | null,"call_sid"?: string | null,"channel"?: string,"created_at"?: string,"decided_by"?: string,"dropped"?: NonNullable<Json>,"facts"?: NonNullable<Json>,"failure"?: string | null,"id"?: string,"lead_id"?: number | null,"model"?: string | null,"next_action"?: Json | null,"outcome"?: Database["public"]['Enums']["outcome"] | null,"outcome_quote"?: string | null,"outcome_turn"?: number | null,"sentiment"?: string | null,"status"?: string,"summary"?: string | null,"updated_at"?: string,"usage"?: Json | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversation_analyses_call_id_fkey"
      columns: ["call_id"]
isOneToOne: true
      referencedRelation: "calls"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "conversation_analyses_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["id"]
    }
                  ]
                },"conversation_transcripts": {
                  Row: {
                    "call_id": string | null,"call_sid": string,"content": string,"generated": string | null,"heard": boolean,"id": number,"lead_id": number | null,"role": Database["public"]['Enums']["transcript_role"],"seq": number,"timestamp": string
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"call_sid": string,"content": string,"generated"?: string | null,"heard"?: boolean,"id"?: never,"lead_id"?: number | null,"role": Database["public"]['Enums']["transcript_role"],"seq": number,"timestamp": string
                  }
                  Update: {
                    "call_id"?: string | null,"call_sid"?: string,"content"?: string,"generated"?: string | null,"heard"?: boolean,"id"?: never,"lead_id"?: number | null,"role"?: Database["public"]['Enums']["transcript_role"],"seq"?: number,"timestamp"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversation_transcripts_call_id_fkey"
      columns: ["call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "conversation_transcripts_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["id"]
    }
                  ]
                },"data_secrets": {
                  Row: {
                    "name": string,"value": string
                  }
                  ComputedFields: never
                  Insert: {
                    "name": string,"value": string
                  }
                  Update: {
                    "name"?: string,"value"?: string
                  }
                  Relationships: [
                    
                  ]
                },"events": {
                  Row: {
                    "at": string,"id": number,"payload": NonNullable<Json>,"topic": string,"txid": unknown,"type": string
                  }
                  ComputedFields: never
                  Insert: {
                    "at": string,"id"?: number,"payload": NonNullable<Json>,"topic": string,"txid"?: unknown,"type": string
                  }
                  Update: {
                    "at"?: string,"id"?: number,"payload"?: NonNullable<Json>,"topic"?: string,"txid"?: unknown,"type"?: string
                  }
                  Relationships: [
                    
                  ]
                },"idempotency_keys": {
                  Row: {
                    "call_id": string,"created_at": string,"key_hash": string,"request_hash": string
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id": string,"created_at": string,"key_hash": string,"request_hash": string
                  }
                  Update: {
                    "call_id"?: string,"created_at"?: string,"key_hash"?: string,"request_hash"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "idempotency_keys_call_id_fkey"
      columns: ["call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["id"]
    }
                  ]
                },"leads": {
                  Row: {
                    "call_sid": string | null,"country": string | null,"created_at": string,"custom": NonNullable<Json>,"email": string | null,"external_id": string | null,"id": number,"last_contacted_at": string | null,"lead_status": string,"name": string | null,"notes": string | null,"outcome": Database["public"]['Enums']["outcome"] | null,"outcome_at": string | null,"phone": string,"postal_code": string | null,"region": string | null,"source": string,"timezone": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "call_sid"?: string | null,"country"?: string | null,"created_at"?: string,"custom"?: NonNullable<Json>,"email"?: string | null,"external_id"?: string | null,"id"?: never,"last_contacted_at"?: string | null,"lead_status"?: string,"name"?: string | null,"notes"?: string | null,"outcome"?: Database["public"]['Enums']["outcome"] | null,"outcome_at"?: string | null,"phone": string,"postal_code"?: string | null,"region"?: string | null,"source"?: string,"timezone"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "call_sid"?: string | null,"country"?: string | null,"created_at"?: string,"custom"?: NonNullable<Json>,"email"?: string | null,"external_id"?: string | null,"id"?: never,"last_contacted_at"?: string | null,"lead_status"?: string,"name"?: string | null,"notes"?: string | null,"outcome"?: Database["public"]['Enums']["outcome"] | null,"outcome_at"?: string | null,"phone"?: string,"postal_code"?: string | null,"region"?: string | null,"source"?: string,"timezone"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"suppressions": {
                  Row: {
                    "call_id": string | null,"created_at": string,"id": number,"phone": string | null,"phone_hash": string,"scope": string,"source": string,"words": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"created_at": string,"id"?: never,"phone"?: string | null,"phone_hash": string,"scope"?: string,"source": string,"words"?: string | null
                  }
                  Update: {
                    "call_id"?: string | null,"created_at"?: string,"id"?: never,"phone"?: string | null,"phone_hash"?: string,"scope"?: string,"source"?: string,"words"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "suppressions_call_id_fkey"
      columns: ["call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["id"]
    }
                  ]
                },"webhook_receipts": {
                  Row: {
                    "dedupe_key": string,"deliveries": number,"id": number,"kind": string,"last_received_at": string,"provider": string,"received_at": string,"result": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "dedupe_key": string,"deliveries"?: number,"id"?: never,"kind": string,"last_received_at": string,"provider": string,"received_at": string,"result"?: string | null
                  }
                  Update: {
                    "dedupe_key"?: string,"deliveries"?: number,"id"?: never,"kind"?: string,"last_received_at"?: string,"provider"?: string,"received_at"?: string,"result"?: string | null
                  }
                  Relationships: [
                    
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "begin_call":
{ Args: { "p_claim": Json,"p_id": string,"p_now": string }; Returns: Json
                           },
"book_appointment":
{ Args: { "p_call_id": string,"p_now": string,"p_starts_at": string,"p_words": string }; Returns: string
                           },
"call_health":
{ Args: { "p_now": string }; Returns: Json
                           },
"claim_checks":
{ Args: { "p_limit": number,"p_now": string }; Returns: {
              "agent_id": string | null,
"answered_at": string | null,
"answered_by": string | null,
"call_sid": string | null,
"callback_of": string | null,
"campaign_id": string | null,
"checks": number,
"created_at": string,
"deadline_at": string | null,
"dial": number,
"dialed_at": string | null,
"direction": Database["public"]['Enums']["call_direction"],
"duration_seconds": number | null,
"end_reason": string | null,
"ended_at": string | null,
"fence": number,
"from_number": string | null,
"held_reason": string | null,
"id": string,
"lead_id": number | null,
"lead_phone": string,
"message": string | null,
"metadata": NonNullable<Json>,
"next_check_at": string | null,
"origin": string,
"priority": Database["public"]['Enums']["call_priority"],
"provider": string,
"recording_seconds": number | null,
"recording_sid": string | null,
"recording_url": string | null,
"redial_of": string | null,
"run_at": string,
"settled_at": string | null,
"status": Database["public"]['Enums']["call_status"],
"stream_token_expires_at": string | null,
"stream_token_hash": string | null,
"streams_opened": number,
"to_number": string,
"updated_at": string,
"voice": string,
"worker": string | null,
"wrap_up": string | null,
"wrap_up_reason": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "calls"
        isOneToOne: false
        isSetofReturn: true
      } },
"close_call":
{ Args: { "p_id": string,"p_now": string,"p_reason": string,"p_status": Database["public"]['Enums']["call_status"] }; Returns: boolean
                           },
"delete_lead":
{ Args: { "p_id": number,"p_now": string }; Returns: Json
                           },
"deny_call":
{ Args: { "p_evidence": Json,"p_id": string,"p_now": string,"p_reason": string,"p_rule": string }; Returns: boolean
                           },
"hold_call":
{ Args: { "p_evidence": Json,"p_id": string,"p_now": string,"p_reason": string,"p_rule": string,"p_until": string }; Returns: boolean
                           },
"is_suppressed":
{ Args: { "p_channel": string,"p_phone": string }; Returns: boolean
                           },
"lead_by_phone":
{ Args: { "p_phone": string }; Returns: {
              "call_sid": string | null,
"country": string | null,
"created_at": string,
"custom": NonNullable<Json>,
"email": string | null,
"external_id": string | null,
"id": number,
"last_contacted_at": string | null,
"lead_status": string,
"name": string | null,
"notes": string | null,
"outcome": Database["public"]['Enums']["outcome"] | null,
"outcome_at": string | null,
"phone": string,
"postal_code": string | null,
"region": string | null,
"source": string,
"timezone": string | null,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "leads"
        isOneToOne: false
        isSetofReturn: true
      } },
"link_call":
{ Args: { "p_call_sid": string,"p_lead_id": number,"p_mode": string,"p_now": string }; Returns: Json
                           },
"list_leads":
{ Args: { "p_before": number,"p_limit": number,"p_offset": number,"p_q": string,"p_status": string }; Returns: {
              "call_sid": string | null,
"country": string | null,
"created_at": string,
"custom": NonNullable<Json>,
"email": string | null,
"external_id": string | null,
"id": number,
"last_contacted_at": string | null,
"lead_status": string,
"name": string | null,
"notes": string | null,
"outcome": Database["public"]['Enums']["outcome"] | null,
"outcome_at": string | null,
"phone": string,
"postal_code": string | null,
"region": string | null,
"source": string,
"timezone": string | null,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "leads"
        isOneToOne: false
        isSetofReturn: true
      } },
"lost_work":
{ Args: { "p_ahead": string,"p_limit": number,"p_now": string }; Returns: Json
                           },
"open_media_session":
{ Args: { "p_call_sid": string,"p_now": string,"p_token_hash": string }; Returns: Json
                           },
"open_voice":
{ Args: { "p_call_id": string,"p_call_sid": string,"p_now": string,"p_token_expires_at": string,"p_token_hash": string }; Returns: Json
                           },
"read_events":
{ Args: { "p_after": number,"p_limit": number }; Returns: {
              "at": string,
"id": number,
"payload": NonNullable<Json>,
"topic": string,
"txid": unknown,
"type": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "events"
        isOneToOne: false
        isSetofReturn: true
      } },
"record_call_event":
{ Args: { "p_event": Json,"p_now": string }; Returns: Json
                           },
"record_dialed":
{ Args: { "p_call_sid": string,"p_fence": number,"p_id": string,"p_now": string }; Returns: Json
                           },
"record_inbound_call":
{ Args: { "p_call": Json,"p_now": string }; Returns: Json
                           },
"record_lookup":
{ Args: { "p_call_sid": string,"p_fence": number,"p_id": string,"p_now": string }; Returns: Json
                           },
"record_recording":
{ Args: { "p_call_sid": string,"p_now": string,"p_payload": Json,"p_recording_sid": string,"p_seconds": number,"p_status": string,"p_url": string }; Returns: Json
                           },
"release_call":
{ Args: { "p_fence": number,"p_id": string,"p_now": string,"p_reason": string,"p_run_at": string,"p_status": Database["public"]['Enums']["call_status"] }; Returns: boolean
                           },
"repair_leads":
{ Args: { "p_limit": number,"p_now": string }; Returns: number[]
                           },
"save_analysis":
{ Args: { "p_analysis": Json,"p_now": string }; Returns: Json
                           },
"save_transcripts":
{ Args: { "p_call_sid": string,"p_now": string,"p_turns": Json }; Returns: Json
                           },
"schedule_call":
{ Args: { "p_call": Json,"p_now": string }; Returns: Json
                           },
"settle_call":
{ Args: { "p_id": string,"p_next": Json,"p_now": string }; Returns: Json
                           },
"stale_calls":
{ Args: { "p_before": string,"p_limit": number }; Returns: {
              "agent_id": string | null,
"answered_at": string | null,
"answered_by": string | null,
"call_sid": string | null,
"callback_of": string | null,
"campaign_id": string | null,
"checks": number,
"created_at": string,
"deadline_at": string | null,
"dial": number,
"dialed_at": string | null,
"direction": Database["public"]['Enums']["call_direction"],
"duration_seconds": number | null,
"end_reason": string | null,
"ended_at": string | null,
"fence": number,
"from_number": string | null,
"held_reason": string | null,
"id": string,
"lead_id": number | null,
"lead_phone": string,
"message": string | null,
"metadata": NonNullable<Json>,
"next_check_at": string | null,
"origin": string,
"priority": Database["public"]['Enums']["call_priority"],
"provider": string,
"recording_seconds": number | null,
"recording_sid": string | null,
"recording_url": string | null,
"redial_of": string | null,
"run_at": string,
"settled_at": string | null,
"status": Database["public"]['Enums']["call_status"],
"stream_token_expires_at": string | null,
"stream_token_hash": string | null,
"streams_opened": number,
"to_number": string,
"updated_at": string,
"voice": string,
"worker": string | null,
"wrap_up": string | null,
"wrap_up_reason": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "calls"
        isOneToOne: false
        isSetofReturn: true
      } },
"stream_closed":
{ Args: { "p_call_sid": string,"p_now": string }; Returns: boolean
                           },
"suppress":
{ Args: { "p_call_id": string,"p_now": string,"p_phone": string,"p_scope": string,"p_source": string,"p_words": string }; Returns: Json
                           },
"unlink_call":
{ Args: { "p_call_sid": string,"p_now": string }; Returns: number
                           },
"wrap_up_call":
{ Args: { "p_call_id": string,"p_kind": string,"p_now": string,"p_reason": string }; Returns: boolean
                           }
          }
          Enums: {
            "api_role": "admin"|"agent"|"viewer","call_direction": "outbound"|"inbound","call_priority": "low"|"normal"|"high","call_status": "scheduled"|"held"|"dialing"|"unknown"|"queued"|"ringing"|"in_progress"|"completed"|"busy"|"no_answer"|"failed"|"canceled","outcome": "success"|"qualified"|"unqualified"|"escalated"|"no_response"|"discarded","transcript_role": "user"|"assistant"|"system","verdict": "allow"|"hold"|"deny"
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            "api_role": ["admin", "agent", "viewer"],"call_direction": ["outbound", "inbound"],"call_priority": ["low", "normal", "high"],"call_status": ["scheduled", "held", "dialing", "unknown", "queued", "ringing", "in_progress", "completed", "busy", "no_answer", "failed", "canceled"],"outcome": ["success", "qualified", "unqualified", "escalated", "no_response", "discarded"],"transcript_role": ["user", "assistant", "system"],"verdict": ["allow", "hold", "deny"]
          }
        }
} as const
