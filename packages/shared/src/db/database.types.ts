// Made by "npm run types" from the migrations. Do not edit.
// migrations: 2d2ba62dc3c1da20
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "activity_log": {
                  Row: {
                    "action": string,"actor_id": string | null,"actor_kind": string,"actor_name": string,"at": string,"details": NonNullable<Json>,"id": number,"lead_id": number | null,"subject_id": string | null,"subject_kind": string,"undo_of": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"actor_id"?: string | null,"actor_kind": string,"actor_name": string,"at": string,"details"?: NonNullable<Json>,"id"?: never,"lead_id"?: number | null,"subject_id"?: string | null,"subject_kind": string,"undo_of"?: number | null
                  }
                  Update: {
                    "action"?: string,"actor_id"?: string | null,"actor_kind"?: string,"actor_name"?: string,"at"?: string,"details"?: NonNullable<Json>,"id"?: never,"lead_id"?: number | null,"subject_id"?: string | null,"subject_kind"?: string,"undo_of"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "activity_log_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "activity_log_undo_of_fkey"
      columns: ["undo_of"]
isOneToOne: false
      referencedRelation: "activity_log"
      referencedColumns: ["id"]
    }
                  ]
                },"agents": {
                  Row: {
                    "business": string,"changed_by": Json | null,"created_at": string,"facts": (string)[],"greeting": string | null,"id": string,"is_default": boolean,"language": string,"max_seconds": number,"model": string | null,"name": string,"opening_hours": Json | null,"prompt": string,"tools": (string)[],"transfer_number": string | null,"updated_at": string,"voice": string
                  }
                  ComputedFields: never
                  Insert: {
                    "business": string,"changed_by"?: Json | null,"created_at"?: string,"facts"?: (string)[],"greeting"?: string | null,"id"?: string,"is_default"?: boolean,"language"?: string,"max_seconds"?: number,"model"?: string | null,"name": string,"opening_hours"?: Json | null,"prompt": string,"tools"?: (string)[],"transfer_number"?: string | null,"updated_at"?: string,"voice"?: string
                  }
                  Update: {
                    "business"?: string,"changed_by"?: Json | null,"created_at"?: string,"facts"?: (string)[],"greeting"?: string | null,"id"?: string,"is_default"?: boolean,"language"?: string,"max_seconds"?: number,"model"?: string | null,"name"?: string,"opening_hours"?: Json | null,"prompt"?: string,"tools"?: (string)[],"transfer_number"?: string | null,"updated_at"?: string,"voice"?: string
                  }
                  Relationships: [
                    
                  ]
                },"api_keys": {
                  Row: {
                    "changed_by": Json | null,"created_at": string,"expires_at": string | null,"id": string,"key_hash": string,"last_used_at": string | null,"name": string,"revoked_at": string | null,"role": Database["public"]['Enums']["api_role"]
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_by"?: Json | null,"created_at"?: string,"expires_at"?: string | null,"id"?: string,"key_hash": string,"last_used_at"?: string | null,"name": string,"revoked_at"?: string | null,"role": Database["public"]['Enums']["api_role"]
                  }
                  Update: {
                    "changed_by"?: Json | null,"created_at"?: string,"expires_at"?: string | null,"id"?: string,"key_hash"?: string,"last_used_at"?: string | null,"name"?: string,"revoked_at"?: string | null,"role"?: Database["public"]['Enums']["api_role"]
                  }
                  Relationships: [
                    
                  ]
                },"appointments": {
                  Row: {
                    "call_id": string | null,"conversation_id": string | null,"created_at": string,"id": string,"lead_id": number | null,"starts_at": string,"words": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"conversation_id"?: string | null,"created_at": string,"id"?: string,"lead_id"?: number | null,"starts_at": string,"words"?: string | null
                  }
                  Update: {
                    "call_id"?: string | null,"conversation_id"?: string | null,"created_at"?: string,"id"?: string,"lead_id"?: number | null,"starts_at"?: string,"words"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "appointments_call_id_fkey"
      columns: ["call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "appointments_conversation_id_fkey"
      columns: ["conversation_id"]
isOneToOne: false
      referencedRelation: "sms_conversations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "appointments_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["id"]
    }
                  ]
                },"breakers": {
                  Row: {
                    "failures": number,"last_failure_at": string | null,"last_ok_at": string | null,"name": string,"next_try_at": string | null,"opened_at": string | null,"reason": string | null,"trial": string | null,"trial_until": string | null,"tries": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "failures"?: number,"last_failure_at"?: string | null,"last_ok_at"?: string | null,"name": string,"next_try_at"?: string | null,"opened_at"?: string | null,"reason"?: string | null,"trial"?: string | null,"trial_until"?: string | null,"tries"?: number,"updated_at": string
                  }
                  Update: {
                    "failures"?: number,"last_failure_at"?: string | null,"last_ok_at"?: string | null,"name"?: string,"next_try_at"?: string | null,"opened_at"?: string | null,"reason"?: string | null,"trial"?: string | null,"trial_until"?: string | null,"tries"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"call_events": {
                  Row: {
                    "call_id": string | null,"call_sid": string,"call_status": string | null,"created_at": string,"direction": Database["public"]['Enums']["call_direction"] | null,"duration": number | null,"from_number": string | null,"id": number,"kind": string,"payload": NonNullable<Json>,"received_at": string,"sequence": number | null,"status": Database["public"]['Enums']["call_status"] | null,"to_number": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"call_sid": string,"call_status"?: string | null,"created_at"?: never,"direction"?: Database["public"]['Enums']["call_direction"] | null,"duration"?: number | null,"from_number"?: string | null,"id"?: never,"kind": string,"payload"?: NonNullable<Json>,"received_at": string,"sequence"?: number | null,"status"?: Database["public"]['Enums']["call_status"] | null,"to_number"?: string | null
                  }
                  Update: {
                    "call_id"?: string | null,"call_sid"?: string,"call_status"?: string | null,"created_at"?: never,"direction"?: Database["public"]['Enums']["call_direction"] | null,"duration"?: number | null,"from_number"?: string | null,"id"?: never,"kind"?: string,"payload"?: NonNullable<Json>,"received_at"?: string,"sequence"?: number | null,"status"?: Database["public"]['Enums']["call_status"] | null,"to_number"?: string | null
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
                },"call_tools": {
                  Row: {
                    "began_at": string,"call_id": string,"is_done": boolean,"name": string,"took_ms": number
                  }
                  ComputedFields: never
                  Insert: {
                    "began_at": string,"call_id": string,"is_done": boolean,"name": string,"took_ms": number
                  }
                  Update: {
                    "began_at"?: string,"call_id"?: string,"is_done"?: boolean,"name"?: string,"took_ms"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "call_tools_call_id_fkey"
      columns: ["call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["id"]
    }
                  ]
                },"calls": {
                  Row: {
                    "agent_heard_ms": number | null,"agent_id": string | null,"answered_at": string | null,"answered_by": string | null,"api_key_id": string | null,"call_sid": string | null,"callback_of": string | null,"campaign_id": string | null,"checks": number,"claim_ids": (string)[],"cost_usd": number,"created_at": string,"deadline_at": string | null,"dial": number,"dialed_at": string | null,"direction": Database["public"]['Enums']["call_direction"],"duration_seconds": number | null,"end_reason": string | null,"ended_at": string | null,"enrollment_id": number | null,"fence": number,"from_number": string | null,"held_reason": string | null,"held_rule": string | null,"held_until": string | null,"id": string,"lead_heard_ms": number | null,"lead_id": number | null,"lead_phone": string,"message": string | null,"metadata": NonNullable<Json>,"minute_usd": number | null,"next_check_at": string | null,"origin": string,"person_asked_at": string | null,"phone_extension": string | null,"prefix": string | null,"price_check_at": string | null,"price_usd": number | null,"priority": Database["public"]['Enums']["call_priority"],"provider": string,"reached": boolean | null,"recording_seconds": number | null,"recording_sid": string | null,"recording_url": string | null,"redial_of": string | null,"run_at": string,"settled_at": string | null,"silence_reason": string | null,"slot": number | null,"status": Database["public"]['Enums']["call_status"],"step": number | null,"stream_open_since": string | null,"stream_token_expires_at": string | null,"stream_token_hash": string | null,"stream_tries": number,"streams_opened": number,"to_number": string,"transfer_result": string | null,"updated_at": string,"voice": string,"worker": string | null,"wrap_up": string | null,"wrap_up_reason": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "agent_heard_ms"?: number | null,"agent_id"?: string | null,"answered_at"?: string | null,"answered_by"?: string | null,"api_key_id"?: string | null,"call_sid"?: string | null,"callback_of"?: string | null,"campaign_id"?: string | null,"checks"?: number,"claim_ids"?: (string)[],"cost_usd"?: number,"created_at": string,"deadline_at"?: string | null,"dial"?: number,"dialed_at"?: string | null,"direction": Database["public"]['Enums']["call_direction"],"duration_seconds"?: number | null,"end_reason"?: string | null,"ended_at"?: string | null,"enrollment_id"?: number | null,"fence"?: number,"from_number"?: string | null,"held_reason"?: string | null,"held_rule"?: never,"held_until"?: never,"id": string,"lead_heard_ms"?: number | null,"lead_id"?: number | null,"lead_phone": string,"message"?: string | null,"metadata"?: NonNullable<Json>,"minute_usd"?: number | null,"next_check_at"?: string | null,"origin"?: string,"person_asked_at"?: string | null,"phone_extension"?: string | null,"prefix"?: string | null,"price_check_at"?: string | null,"price_usd"?: number | null,"priority"?: Database["public"]['Enums']["call_priority"],"provider": string,"reached"?: boolean | null,"recording_seconds"?: number | null,"recording_sid"?: string | null,"recording_url"?: string | null,"redial_of"?: string | null,"run_at": string,"settled_at"?: string | null,"silence_reason"?: string | null,"slot"?: number | null,"status": Database["public"]['Enums']["call_status"],"step"?: number | null,"stream_open_since"?: string | null,"stream_token_expires_at"?: string | null,"stream_token_hash"?: string | null,"stream_tries"?: number,"streams_opened"?: number,"to_number": string,"transfer_result"?: string | null,"updated_at": string,"voice": string,"worker"?: string | null,"wrap_up"?: string | null,"wrap_up_reason"?: string | null
                  }
                  Update: {
                    "agent_heard_ms"?: number | null,"agent_id"?: string | null,"answered_at"?: string | null,"answered_by"?: string | null,"api_key_id"?: string | null,"call_sid"?: string | null,"callback_of"?: string | null,"campaign_id"?: string | null,"checks"?: number,"claim_ids"?: (string)[],"cost_usd"?: number,"created_at"?: string,"deadline_at"?: string | null,"dial"?: number,"dialed_at"?: string | null,"direction"?: Database["public"]['Enums']["call_direction"],"duration_seconds"?: number | null,"end_reason"?: string | null,"ended_at"?: string | null,"enrollment_id"?: number | null,"fence"?: number,"from_number"?: string | null,"held_reason"?: string | null,"held_rule"?: never,"held_until"?: never,"id"?: string,"lead_heard_ms"?: number | null,"lead_id"?: number | null,"lead_phone"?: string,"message"?: string | null,"metadata"?: NonNullable<Json>,"minute_usd"?: number | null,"next_check_at"?: string | null,"origin"?: string,"person_asked_at"?: string | null,"phone_extension"?: string | null,"prefix"?: string | null,"price_check_at"?: string | null,"price_usd"?: number | null,"priority"?: Database["public"]['Enums']["call_priority"],"provider"?: string,"reached"?: boolean | null,"recording_seconds"?: number | null,"recording_sid"?: string | null,"recording_url"?: string | null,"redial_of"?: string | null,"run_at"?: string,"settled_at"?: string | null,"silence_reason"?: string | null,"slot"?: number | null,"status"?: Database["public"]['Enums']["call_status"],"step"?: number | null,"stream_open_since"?: string | null,"stream_token_expires_at"?: string | null,"stream_token_hash"?: string | null,"stream_tries"?: number,"streams_opened"?: number,"to_number"?: string,"transfer_result"?: string | null,"updated_at"?: string,"voice"?: string,"worker"?: string | null,"wrap_up"?: string | null,"wrap_up_reason"?: string | null
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
      foreignKeyName: "calls_enrollment_id_fkey"
      columns: ["enrollment_id"]
isOneToOne: false
      referencedRelation: "sms_campaign_enrollments"
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
                },"campaign_days": {
                  Row: {
                    "campaign_id": string,"day": string,"granted": number,"spent_usd": number
                  }
                  ComputedFields: never
                  Insert: {
                    "campaign_id": string,"day": string,"granted"?: number,"spent_usd"?: number
                  }
                  Update: {
                    "campaign_id"?: string,"day"?: string,"granted"?: number,"spent_usd"?: number
                  }
                  Relationships: [
                    
                  ]
                },"campaign_steps": {
                  Row: {
                    "campaign_id": string,"channel": string,"created_at": string,"delay_seconds": number,"position": number,"updated_at": string,"variants": NonNullable<Json>,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "campaign_id": string,"channel"?: string,"created_at"?: string,"delay_seconds"?: number,"position": number,"updated_at"?: string,"variants": NonNullable<Json>,"version"?: number
                  }
                  Update: {
                    "campaign_id"?: string,"channel"?: string,"created_at"?: string,"delay_seconds"?: number,"position"?: number,"updated_at"?: string,"variants"?: NonNullable<Json>,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "campaign_steps_campaign_id_fkey"
      columns: ["campaign_id"]
isOneToOne: false
      referencedRelation: "campaigns"
      referencedColumns: ["id"]
    }
                  ]
                },"campaigns": {
                  Row: {
                    "agent_id": string | null,"budget_usd": number | null,"capped_until": string | null,"channel": string,"created_at": string,"daily_cap": number | null,"ended_at": string | null,"goal": string | null,"id": string,"name": string,"per_lead_per_day": number | null,"provider": string,"rules": NonNullable<Json>,"sender": string,"started_at": string | null,"status": Database["public"]['Enums']["campaign_status"],"timezone": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "agent_id"?: string | null,"budget_usd"?: number | null,"capped_until"?: string | null,"channel"?: string,"created_at"?: string,"daily_cap"?: number | null,"ended_at"?: string | null,"goal"?: string | null,"id"?: string,"name": string,"per_lead_per_day"?: number | null,"provider": string,"rules"?: NonNullable<Json>,"sender": string,"started_at"?: string | null,"status"?: Database["public"]['Enums']["campaign_status"],"timezone"?: string,"updated_at"?: string
                  }
                  Update: {
                    "agent_id"?: string | null,"budget_usd"?: number | null,"capped_until"?: string | null,"channel"?: string,"created_at"?: string,"daily_cap"?: number | null,"ended_at"?: string | null,"goal"?: string | null,"id"?: string,"name"?: string,"per_lead_per_day"?: number | null,"provider"?: string,"rules"?: NonNullable<Json>,"sender"?: string,"started_at"?: string | null,"status"?: Database["public"]['Enums']["campaign_status"],"timezone"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "campaigns_agent_id_fkey"
      columns: ["agent_id"]
isOneToOne: false
      referencedRelation: "agents"
      referencedColumns: ["id"]
    }
                  ]
                },"canned_replies": {
                  Row: {
                    "body": string,"created_at": string,"id": string,"name": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"created_at": string,"id": string,"name": string,"updated_at": string
                  }
                  Update: {
                    "body"?: string,"created_at"?: string,"id"?: string,"name"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"consents": {
                  Row: {
                    "at": string,"channel": string,"created_at": string,"evidence": NonNullable<Json>,"expires_at": string | null,"form_id": string | null,"id": number,"ip": string | null,"kind": string,"lead_id": number | null,"phone": string,"revoked_at": string | null,"source": string,"text": string | null,"text_version": string | null,"updated_at": string,"url": string | null,"user_agent": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "at": string,"channel": string,"created_at": string,"evidence"?: NonNullable<Json>,"expires_at"?: string | null,"form_id"?: string | null,"id"?: never,"ip"?: string | null,"kind": string,"lead_id"?: number | null,"phone": string,"revoked_at"?: string | null,"source": string,"text"?: string | null,"text_version"?: string | null,"updated_at": string,"url"?: string | null,"user_agent"?: string | null
                  }
                  Update: {
                    "at"?: string,"channel"?: string,"created_at"?: string,"evidence"?: NonNullable<Json>,"expires_at"?: string | null,"form_id"?: string | null,"id"?: never,"ip"?: string | null,"kind"?: string,"lead_id"?: number | null,"phone"?: string,"revoked_at"?: string | null,"source"?: string,"text"?: string | null,"text_version"?: string | null,"updated_at"?: string,"url"?: string | null,"user_agent"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "consents_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["id"]
    }
                  ]
                },"contact_counts": {
                  Row: {
                    "contacts": number,"name": string,"since": string
                  }
                  ComputedFields: never
                  Insert: {
                    "contacts"?: number,"name": string,"since": string
                  }
                  Update: {
                    "contacts"?: number,"name"?: string,"since"?: string
                  }
                  Relationships: [
                    
                  ]
                },"contact_decisions": {
                  Row: {
                    "at": string,"call_id": string | null,"channel": string,"evidence": NonNullable<Json>,"hold_until": string | null,"id": number,"lead_id": number | null,"message_id": string | null,"reason": string,"rule": string,"verdict": Database["public"]['Enums']["verdict"]
                  }
                  ComputedFields: never
                  Insert: {
                    "at": string,"call_id"?: string | null,"channel"?: string,"evidence"?: NonNullable<Json>,"hold_until"?: string | null,"id"?: never,"lead_id"?: number | null,"message_id"?: string | null,"reason": string,"rule": string,"verdict": Database["public"]['Enums']["verdict"]
                  }
                  Update: {
                    "at"?: string,"call_id"?: string | null,"channel"?: string,"evidence"?: NonNullable<Json>,"hold_until"?: string | null,"id"?: never,"lead_id"?: number | null,"message_id"?: string | null,"reason"?: string,"rule"?: string,"verdict"?: Database["public"]['Enums']["verdict"]
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
    },{
      foreignKeyName: "contact_decisions_message_id_fkey"
      columns: ["message_id"]
isOneToOne: false
      referencedRelation: "sms_messages"
      referencedColumns: ["message_id"]
    }
                  ]
                },"conversation_analyses": {
                  Row: {
                    "call_id": string | null,"call_sid": string | null,"channel": string,"conversation_id": string | null,"correction": Json | null,"created_at": string,"decided_by": string,"dropped": NonNullable<Json>,"facts": NonNullable<Json>,"failure": string | null,"id": string,"lead_id": number | null,"model": string | null,"next_action": Json | null,"outcome": Database["public"]['Enums']["outcome"] | null,"outcome_quote": string | null,"outcome_turn": number | null,"sentiment": string | null,"status": string,"summary": string | null,"updated_at": string,"usage": Json | null
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"call_sid"?: string | null,"channel"?: string,"conversation_id"?: string | null,"correction"?: Json | null,"created_at": string,"decided_by": string,"dropped"?: NonNullable<Json>,"facts"?: NonNullable<Json>,"failure"?: string | null,"id"?: string,"lead_id"?: number | null,"model"?: string | null,"next_action"?: Json | null,"outcome"?: Database["public"]['Enums']["outcome"] | null,"outcome_quote"?: string | null,"outcome_turn"?: number | null,"sentiment"?: string | null,"status": string,"summary"?: string | null,"updated_at": string,"usage"?: Json | null
                  }
                  Update: {
                    "call_id"?: string | null,"call_sid"?: string | null,"channel"?: string,"conversation_id"?: string | null,"correction"?: Json | null,"created_at"?: string,"decided_by"?: string,"dropped"?: NonNullable<Json>,"facts"?: NonNullable<Json>,"failure"?: string | null,"id"?: string,"lead_id"?: number | null,"model"?: string | null,"next_action"?: Json | null,"outcome"?: Database["public"]['Enums']["outcome"] | null,"outcome_quote"?: string | null,"outcome_turn"?: number | null,"sentiment"?: string | null,"status"?: string,"summary"?: string | null,"updated_at"?: string,"usage"?: Json | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversation_analyses_call_id_fkey"
      columns: ["call_id"]
isOneToOne: true
      referencedRelation: "calls"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "conversation_analyses_conversation_id_fkey"
      columns: ["conversation_id"]
isOneToOne: true
      referencedRelation: "sms_conversations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "conversation_analyses_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["id"]
    }
                  ]
                },"conversation_reads": {
                  Row: {
                    "conversation_id": string,"read_at": string,"reader_id": string,"seq": number
                  }
                  ComputedFields: never
                  Insert: {
                    "conversation_id": string,"read_at": string,"reader_id": string,"seq": number
                  }
                  Update: {
                    "conversation_id"?: string,"read_at"?: string,"reader_id"?: string,"seq"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversation_reads_conversation_id_fkey"
      columns: ["conversation_id"]
isOneToOne: false
      referencedRelation: "sms_conversations"
      referencedColumns: ["id"]
    }
                  ]
                },"conversation_transcripts": {
                  Row: {
                    "call_id": string | null,"call_sid": string,"content": string,"generated": string | null,"heard": boolean,"id": number,"lead_id": number | null,"reply_ms": number | null,"role": Database["public"]['Enums']["transcript_role"],"seq": number,"timestamp": string
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"call_sid": string,"content": string,"generated"?: string | null,"heard"?: boolean,"id"?: never,"lead_id"?: number | null,"reply_ms"?: number | null,"role": Database["public"]['Enums']["transcript_role"],"seq": number,"timestamp": string
                  }
                  Update: {
                    "call_id"?: string | null,"call_sid"?: string,"content"?: string,"generated"?: string | null,"heard"?: boolean,"id"?: never,"lead_id"?: number | null,"reply_ms"?: number | null,"role"?: Database["public"]['Enums']["transcript_role"],"seq"?: number,"timestamp"?: string
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
                },"duty_shifts": {
                  Row: {
                    "created_at": string,"days": (string)[],"ends": string,"id": string,"starts": string,"time_zone": string,"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at": string,"days": (string)[],"ends": string,"id": string,"starts": string,"time_zone": string,"updated_at": string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"days"?: (string)[],"ends"?: string,"id"?: string,"starts"?: string,"time_zone"?: string,"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "duty_shifts_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"events": {
                  Row: {
                    "at": string,"id": number,"payload": NonNullable<Json>,"topic": string,"type": string,"written_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "at": string,"id"?: number,"payload": NonNullable<Json>,"topic": string,"type": string,"written_at"?: string
                  }
                  Update: {
                    "at"?: string,"id"?: number,"payload"?: NonNullable<Json>,"topic"?: string,"type"?: string,"written_at"?: string
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
                },"inbound_arrivals": {
                  Row: {
                    "arrived_at": string,"created_at": string,"failed_with": string | null,"lead_phone": string,"message_id": string,"text": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "arrived_at": string,"created_at": string,"failed_with"?: string | null,"lead_phone": string,"message_id": string,"text": NonNullable<Json>
                  }
                  Update: {
                    "arrived_at"?: string,"created_at"?: string,"failed_with"?: string | null,"lead_phone"?: string,"message_id"?: string,"text"?: NonNullable<Json>
                  }
                  Relationships: [
                    
                  ]
                },"inbound_door": {
                  Row: {
                    "only_one": boolean,"open_since": string,"seen_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "only_one"?: boolean,"open_since": string,"seen_at": string
                  }
                  Update: {
                    "only_one"?: boolean,"open_since"?: string,"seen_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"inbound_looks": {
                  Row: {
                    "created_at": string,"looked_until": string,"provider": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at": string,"looked_until": string,"provider": string,"updated_at": string
                  }
                  Update: {
                    "created_at"?: string,"looked_until"?: string,"provider"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"invitations": {
                  Row: {
                    "created_at": string,"created_by": string,"expires_at": string,"id": string,"purpose": string,"token_hash": string,"used_at": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at": string,"created_by": string,"expires_at": string,"id"?: string,"purpose": string,"token_hash": string,"used_at"?: string | null,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string,"expires_at"?: string,"id"?: string,"purpose"?: string,"token_hash"?: string,"used_at"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "invitations_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"lead_sources": {
                  Row: {
                    "auth": string,"campaign_id": string | null,"changed_by": Json | null,"created_at": string,"mapping": NonNullable<Json>,"preset": string,"secret_hash": string | null,"signing_secret": string | null,"source": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "auth": string,"campaign_id"?: string | null,"changed_by"?: Json | null,"created_at"?: string,"mapping"?: NonNullable<Json>,"preset"?: string,"secret_hash"?: string | null,"signing_secret"?: string | null,"source": string,"updated_at"?: string
                  }
                  Update: {
                    "auth"?: string,"campaign_id"?: string | null,"changed_by"?: Json | null,"created_at"?: string,"mapping"?: NonNullable<Json>,"preset"?: string,"secret_hash"?: string | null,"signing_secret"?: string | null,"source"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "lead_sources_campaign_id_fkey"
      columns: ["campaign_id"]
isOneToOne: false
      referencedRelation: "campaigns"
      referencedColumns: ["id"]
    }
                  ]
                },"leads": {
                  Row: {
                    "assigned_to": string | null,"call_sid": string | null,"country": string | null,"created_at": string,"custom": NonNullable<Json>,"email": string | null,"external_id": string | null,"id": number,"last_contacted_at": string | null,"lead_status": string,"name": string | null,"notes": string | null,"outcome": Database["public"]['Enums']["outcome"] | null,"outcome_at": string | null,"phone": string,"phone_extension": string | null,"postal_code": string | null,"region": string | null,"source": string,"timezone": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "assigned_to"?: string | null,"call_sid"?: string | null,"country"?: string | null,"created_at"?: string,"custom"?: NonNullable<Json>,"email"?: string | null,"external_id"?: string | null,"id"?: never,"last_contacted_at"?: string | null,"lead_status"?: string,"name"?: string | null,"notes"?: string | null,"outcome"?: Database["public"]['Enums']["outcome"] | null,"outcome_at"?: string | null,"phone": string,"phone_extension"?: string | null,"postal_code"?: string | null,"region"?: string | null,"source"?: string,"timezone"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "assigned_to"?: string | null,"call_sid"?: string | null,"country"?: string | null,"created_at"?: string,"custom"?: NonNullable<Json>,"email"?: string | null,"external_id"?: string | null,"id"?: never,"last_contacted_at"?: string | null,"lead_status"?: string,"name"?: string | null,"notes"?: string | null,"outcome"?: Database["public"]['Enums']["outcome"] | null,"outcome_at"?: string | null,"phone"?: string,"phone_extension"?: string | null,"postal_code"?: string | null,"region"?: string | null,"source"?: string,"timezone"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "leads_assigned_to_fkey"
      columns: ["assigned_to"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"notes": {
                  Row: {
                    "author_id": string,"author_name": string,"body": string,"call_id": string | null,"conversation_id": string | null,"created_at": string,"deleted_at": string | null,"id": string,"lead_id": number
                  }
                  ComputedFields: never
                  Insert: {
                    "author_id": string,"author_name": string,"body": string,"call_id"?: string | null,"conversation_id"?: string | null,"created_at": string,"deleted_at"?: string | null,"id": string,"lead_id": number
                  }
                  Update: {
                    "author_id"?: string,"author_name"?: string,"body"?: string,"call_id"?: string | null,"conversation_id"?: string | null,"created_at"?: string,"deleted_at"?: string | null,"id"?: string,"lead_id"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "notes_call_id_fkey"
      columns: ["call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notes_conversation_id_fkey"
      columns: ["conversation_id"]
isOneToOne: false
      referencedRelation: "sms_conversations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notes_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["id"]
    }
                  ]
                },"notification_rules": {
                  Row: {
                    "after_minutes": number,"channel": string,"created_at": string,"endpoint_id": string | null,"id": string,"is_active": boolean,"reasons": (string)[],"to_whom": string | null,"updated_at": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "after_minutes": number,"channel": string,"created_at": string,"endpoint_id"?: string | null,"id": string,"is_active"?: boolean,"reasons": (string)[],"to_whom"?: string | null,"updated_at": string,"user_id"?: string | null
                  }
                  Update: {
                    "after_minutes"?: number,"channel"?: string,"created_at"?: string,"endpoint_id"?: string | null,"id"?: string,"is_active"?: boolean,"reasons"?: (string)[],"to_whom"?: string | null,"updated_at"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_rules_endpoint_id_fkey"
      columns: ["endpoint_id"]
isOneToOne: false
      referencedRelation: "webhook_endpoints"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notification_rules_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"notifications": {
                  Row: {
                    "attempts": number,"channel": string,"created_at": string,"fence": number,"first_tried_at": string | null,"id": string,"last_error": string | null,"need_id": string,"next_at": string | null,"provider_sid": string | null,"rule_id": string,"sent_at": string | null,"status": string,"updated_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"channel": string,"created_at": string,"fence"?: number,"first_tried_at"?: string | null,"id"?: string,"last_error"?: string | null,"need_id": string,"next_at"?: string | null,"provider_sid"?: string | null,"rule_id": string,"sent_at"?: string | null,"status"?: string,"updated_at": string,"user_id": string
                  }
                  Update: {
                    "attempts"?: number,"channel"?: string,"created_at"?: string,"fence"?: number,"first_tried_at"?: string | null,"id"?: string,"last_error"?: string | null,"need_id"?: string,"next_at"?: string | null,"provider_sid"?: string | null,"rule_id"?: string,"sent_at"?: string | null,"status"?: string,"updated_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notifications_need_id_fkey"
      columns: ["need_id"]
isOneToOne: false
      referencedRelation: "person_needs"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notifications_rule_id_fkey"
      columns: ["rule_id"]
isOneToOne: false
      referencedRelation: "notification_rules"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notifications_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"ownership_changes": {
                  Row: {
                    "actor_id": string | null,"actor_name": string | null,"assigned_to": string | null,"at": string,"conversation_id": string,"from_owner": Database["public"]['Enums']["conversation_owner"],"id": number,"reason": string,"to_owner": Database["public"]['Enums']["conversation_owner"]
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"actor_name"?: string | null,"assigned_to"?: string | null,"at": string,"conversation_id": string,"from_owner": Database["public"]['Enums']["conversation_owner"],"id"?: never,"reason": string,"to_owner": Database["public"]['Enums']["conversation_owner"]
                  }
                  Update: {
                    "actor_id"?: string | null,"actor_name"?: string | null,"assigned_to"?: string | null,"at"?: string,"conversation_id"?: string,"from_owner"?: Database["public"]['Enums']["conversation_owner"],"id"?: never,"reason"?: string,"to_owner"?: Database["public"]['Enums']["conversation_owner"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "ownership_changes_conversation_id_fkey"
      columns: ["conversation_id"]
isOneToOne: false
      referencedRelation: "sms_conversations"
      referencedColumns: ["id"]
    }
                  ]
                },"person_needs": {
                  Row: {
                    "assigned_to": string | null,"call_id": string | null,"conversation_id": string | null,"created_at": string,"detail": string | null,"ended_at": string | null,"id": string,"kind": string,"look_at": string | null,"nobody_online": boolean,"reason": string,"since": string,"subject_id": string,"told": (string)[],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "assigned_to"?: string | null,"call_id"?: string | null,"conversation_id"?: string | null,"created_at": string,"detail"?: string | null,"ended_at"?: string | null,"id"?: string,"kind": string,"look_at"?: string | null,"nobody_online"?: boolean,"reason": string,"since": string,"subject_id": string,"told"?: (string)[],"updated_at": string
                  }
                  Update: {
                    "assigned_to"?: string | null,"call_id"?: string | null,"conversation_id"?: string | null,"created_at"?: string,"detail"?: string | null,"ended_at"?: string | null,"id"?: string,"kind"?: string,"look_at"?: string | null,"nobody_online"?: boolean,"reason"?: string,"since"?: string,"subject_id"?: string,"told"?: (string)[],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "person_needs_assigned_to_fkey"
      columns: ["assigned_to"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "person_needs_call_id_fkey"
      columns: ["call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "person_needs_conversation_id_fkey"
      columns: ["conversation_id"]
isOneToOne: false
      referencedRelation: "sms_conversations"
      referencedColumns: ["id"]
    }
                  ]
                },"senders": {
                  Row: {
                    "created_at": string,"free_at": string,"next_answer_at": string,"next_other_at": string,"per_second": number | null,"provider": string | null,"rest_reason": string | null,"rests_until": string | null,"sender": string,"updated_at": string,"usual_per_second": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"free_at"?: string,"next_answer_at"?: string,"next_other_at"?: string,"per_second"?: number | null,"provider"?: string | null,"rest_reason"?: string | null,"rests_until"?: string | null,"sender": string,"updated_at"?: string,"usual_per_second"?: number
                  }
                  Update: {
                    "created_at"?: string,"free_at"?: string,"next_answer_at"?: string,"next_other_at"?: string,"per_second"?: number | null,"provider"?: string | null,"rest_reason"?: string | null,"rests_until"?: string | null,"sender"?: string,"updated_at"?: string,"usual_per_second"?: number
                  }
                  Relationships: [
                    
                  ]
                },"sessions": {
                  Row: {
                    "created_at": string,"expires_at": string,"id": string,"last_seen_at": string,"token_hash": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at": string,"expires_at": string,"id"?: string,"last_seen_at": string,"token_hash": string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"expires_at"?: string,"id"?: string,"last_seen_at"?: string,"token_hash"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "sessions_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"signs_of_life": {
                  Row: {
                    "at": string,"fault": string | null,"instance": string,"service": string
                  }
                  ComputedFields: never
                  Insert: {
                    "at": string,"fault"?: string | null,"instance": string,"service": string
                  }
                  Update: {
                    "at"?: string,"fault"?: string | null,"instance"?: string,"service"?: string
                  }
                  Relationships: [
                    
                  ]
                },"sms_campaign_enrollments": {
                  Row: {
                    "call_id": string | null,"campaign_id": string,"channel": string,"created_at": string,"ended_at": string | null,"enrolled_at": string,"held_rule": string | null,"held_until": string | null,"id": number,"lead_id": number | null,"lead_phone": string,"message_id": string | null,"next_message_at": string | null,"next_step": number,"paused_at": string | null,"phone_extension": string | null,"reason": string | null,"status": Database["public"]['Enums']["enrollment_status"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"campaign_id": string,"channel"?: string,"created_at": string,"ended_at"?: string | null,"enrolled_at": string,"held_rule"?: string | null,"held_until"?: string | null,"id"?: never,"lead_id"?: number | null,"lead_phone": string,"message_id"?: string | null,"next_message_at"?: string | null,"next_step"?: number,"paused_at"?: string | null,"phone_extension"?: string | null,"reason"?: string | null,"status"?: Database["public"]['Enums']["enrollment_status"],"updated_at": string
                  }
                  Update: {
                    "call_id"?: string | null,"campaign_id"?: string,"channel"?: string,"created_at"?: string,"ended_at"?: string | null,"enrolled_at"?: string,"held_rule"?: string | null,"held_until"?: string | null,"id"?: never,"lead_id"?: number | null,"lead_phone"?: string,"message_id"?: string | null,"next_message_at"?: string | null,"next_step"?: number,"paused_at"?: string | null,"phone_extension"?: string | null,"reason"?: string | null,"status"?: Database["public"]['Enums']["enrollment_status"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "enrollments_message"
      columns: ["message_id"]
isOneToOne: false
      referencedRelation: "sms_messages"
      referencedColumns: ["message_id"]
    },{
      foreignKeyName: "sms_campaign_enrollments_call_id_fkey"
      columns: ["call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sms_campaign_enrollments_campaign_id_fkey"
      columns: ["campaign_id"]
isOneToOne: false
      referencedRelation: "campaigns"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sms_campaign_enrollments_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["id"]
    }
                  ]
                },"sms_conversations": {
                  Row: {
                    "assigned_to": string | null,"awaits_human": boolean,"campaign_id": string | null,"conversion_status": Database["public"]['Enums']["outcome"] | null,"created_at": string,"end_evidence": Json | null,"end_reason": string | null,"ended_at": string | null,"handed_over_at": string | null,"handover_reason": string | null,"handover_summary": string | null,"id": string,"last_activity_at": string,"last_inbound_at": string | null,"last_inbound_seq": number,"last_outbound_at": string | null,"last_read_seq": number,"last_seq": number,"lead_id": number | null,"lead_phone": string,"nobody_online": boolean,"our_number": string,"owner": Database["public"]['Enums']["conversation_owner"],"owner_since": string | null,"provider": string,"reopened_at": string | null,"reply_due_at": string | null,"reply_fence": number,"reply_first_at": string | null,"reply_state": string | null,"reply_tries": number,"send_failed_at": string | null,"sms_agent_id": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "assigned_to"?: string | null,"awaits_human"?: boolean,"campaign_id"?: string | null,"conversion_status"?: Database["public"]['Enums']["outcome"] | null,"created_at": string,"end_evidence"?: Json | null,"end_reason"?: string | null,"ended_at"?: string | null,"handed_over_at"?: string | null,"handover_reason"?: string | null,"handover_summary"?: string | null,"id"?: string,"last_activity_at": string,"last_inbound_at"?: string | null,"last_inbound_seq"?: number,"last_outbound_at"?: string | null,"last_read_seq"?: number,"last_seq"?: number,"lead_id"?: number | null,"lead_phone": string,"nobody_online"?: boolean,"our_number": string,"owner"?: Database["public"]['Enums']["conversation_owner"],"owner_since"?: string | null,"provider": string,"reopened_at"?: string | null,"reply_due_at"?: string | null,"reply_fence"?: number,"reply_first_at"?: string | null,"reply_state"?: string | null,"reply_tries"?: number,"send_failed_at"?: string | null,"sms_agent_id"?: string | null,"updated_at": string
                  }
                  Update: {
                    "assigned_to"?: string | null,"awaits_human"?: boolean,"campaign_id"?: string | null,"conversion_status"?: Database["public"]['Enums']["outcome"] | null,"created_at"?: string,"end_evidence"?: Json | null,"end_reason"?: string | null,"ended_at"?: string | null,"handed_over_at"?: string | null,"handover_reason"?: string | null,"handover_summary"?: string | null,"id"?: string,"last_activity_at"?: string,"last_inbound_at"?: string | null,"last_inbound_seq"?: number,"last_outbound_at"?: string | null,"last_read_seq"?: number,"last_seq"?: number,"lead_id"?: number | null,"lead_phone"?: string,"nobody_online"?: boolean,"our_number"?: string,"owner"?: Database["public"]['Enums']["conversation_owner"],"owner_since"?: string | null,"provider"?: string,"reopened_at"?: string | null,"reply_due_at"?: string | null,"reply_fence"?: number,"reply_first_at"?: string | null,"reply_state"?: string | null,"reply_tries"?: number,"send_failed_at"?: string | null,"sms_agent_id"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "sms_conversations_campaign_id_fkey"
      columns: ["campaign_id"]
isOneToOne: false
      referencedRelation: "campaigns"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sms_conversations_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sms_conversations_sms_agent_id_fkey"
      columns: ["sms_agent_id"]
isOneToOne: false
      referencedRelation: "agents"
      referencedColumns: ["id"]
    }
                  ]
                },"sms_media": {
                  Row: {
                    "bytes": number | null,"conversation_id": string | null,"created_at": string,"erased_at": string | null,"fault": string | null,"fetch_at": string | null,"id": string,"message_id": string | null,"provider": string,"sha256": string | null,"source_url": string | null,"state": string,"tries": number,"type": string | null,"type_told": string | null,"updated_at": string,"uploaded_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "bytes"?: number | null,"conversation_id"?: string | null,"created_at": string,"erased_at"?: string | null,"fault"?: string | null,"fetch_at"?: string | null,"id": string,"message_id"?: string | null,"provider": string,"sha256"?: string | null,"source_url"?: string | null,"state": string,"tries"?: number,"type"?: string | null,"type_told"?: string | null,"updated_at": string,"uploaded_by"?: string | null
                  }
                  Update: {
                    "bytes"?: number | null,"conversation_id"?: string | null,"created_at"?: string,"erased_at"?: string | null,"fault"?: string | null,"fetch_at"?: string | null,"id"?: string,"message_id"?: string | null,"provider"?: string,"sha256"?: string | null,"source_url"?: string | null,"state"?: string,"tries"?: number,"type"?: string | null,"type_told"?: string | null,"updated_at"?: string,"uploaded_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "sms_media_conversation_id_fkey"
      columns: ["conversation_id"]
isOneToOne: false
      referencedRelation: "sms_conversations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sms_media_message_id_fkey"
      columns: ["message_id"]
isOneToOne: false
      referencedRelation: "sms_messages"
      referencedColumns: ["message_id"]
    }
                  ]
                },"sms_messages": {
                  Row: {
                    "api_key_id": string | null,"arrived_at": string | null,"attempt": number,"author": Database["public"]['Enums']["message_author"],"body": string | null,"budgeted": boolean,"campaign_id": string | null,"checks": number,"claim_ids": (string)[],"claimed_at": string | null,"claimed_segments": number | null,"client_message_id": string | null,"conversation_id": string,"cost_usd": number,"created_at": string,"deadline_at": string | null,"delivered_at": string | null,"delivery_error": string | null,"delivery_status": Database["public"]['Enums']["delivery_status"],"direction": Database["public"]['Enums']["call_direction"],"enqueue_at": string | null,"enrollment_id": number | null,"fence": number,"granted_on": string | null,"held_reason": string | null,"held_rule": string | null,"held_until": string | null,"idempotency_key_hash": string | null,"in_reply_to_seq": number | null,"judge_at": string | null,"judge_tries": number,"judged_at": string | null,"kind": Database["public"]['Enums']["message_kind"],"lead_id": number | null,"lead_phone": string,"media": NonNullable<Json>,"message_id": string,"next_check_at": string | null,"notice": string | null,"opt_out": Json | null,"prefix": string | null,"provider": string,"provider_sid": string | null,"refusal_by": string | null,"refusal_scope": string | null,"refusal_verdict": string | null,"refusal_why": string | null,"refusal_words": string | null,"request_hash": string | null,"retry_of": string | null,"segments": number | null,"send_at": string | null,"sender": string | null,"sent_at": string | null,"sent_by": string | null,"seq": number | null,"source_message_id": string | null,"step": number | null,"step_version": number | null,"suppressed_reason": string | null,"updated_at": string,"valid_until": string | null,"variant": string | null,"worker": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "api_key_id"?: string | null,"arrived_at"?: string | null,"attempt"?: number,"author": Database["public"]['Enums']["message_author"],"body"?: string | null,"budgeted"?: boolean,"campaign_id"?: string | null,"checks"?: number,"claim_ids"?: (string)[],"claimed_at"?: string | null,"claimed_segments"?: number | null,"client_message_id"?: string | null,"conversation_id": string,"cost_usd"?: number,"created_at": string,"deadline_at"?: string | null,"delivered_at"?: string | null,"delivery_error"?: string | null,"delivery_status"?: Database["public"]['Enums']["delivery_status"],"direction": Database["public"]['Enums']["call_direction"],"enqueue_at"?: string | null,"enrollment_id"?: number | null,"fence"?: number,"granted_on"?: string | null,"held_reason"?: string | null,"held_rule"?: never,"held_until"?: never,"idempotency_key_hash"?: string | null,"in_reply_to_seq"?: number | null,"judge_at"?: string | null,"judge_tries"?: number,"judged_at"?: string | null,"kind": Database["public"]['Enums']["message_kind"],"lead_id"?: number | null,"lead_phone": string,"media"?: NonNullable<Json>,"message_id": string,"next_check_at"?: string | null,"notice"?: string | null,"opt_out"?: Json | null,"prefix"?: string | null,"provider": string,"provider_sid"?: string | null,"refusal_by"?: string | null,"refusal_scope"?: string | null,"refusal_verdict"?: string | null,"refusal_why"?: string | null,"refusal_words"?: string | null,"request_hash"?: string | null,"retry_of"?: string | null,"segments"?: number | null,"send_at"?: string | null,"sender"?: string | null,"sent_at"?: string | null,"sent_by"?: string | null,"seq"?: number | null,"source_message_id"?: string | null,"step"?: number | null,"step_version"?: number | null,"suppressed_reason"?: string | null,"updated_at": string,"valid_until"?: string | null,"variant"?: string | null,"worker"?: string | null
                  }
                  Update: {
                    "api_key_id"?: string | null,"arrived_at"?: string | null,"attempt"?: number,"author"?: Database["public"]['Enums']["message_author"],"body"?: string | null,"budgeted"?: boolean,"campaign_id"?: string | null,"checks"?: number,"claim_ids"?: (string)[],"claimed_at"?: string | null,"claimed_segments"?: number | null,"client_message_id"?: string | null,"conversation_id"?: string,"cost_usd"?: number,"created_at"?: string,"deadline_at"?: string | null,"delivered_at"?: string | null,"delivery_error"?: string | null,"delivery_status"?: Database["public"]['Enums']["delivery_status"],"direction"?: Database["public"]['Enums']["call_direction"],"enqueue_at"?: string | null,"enrollment_id"?: number | null,"fence"?: number,"granted_on"?: string | null,"held_reason"?: string | null,"held_rule"?: never,"held_until"?: never,"idempotency_key_hash"?: string | null,"in_reply_to_seq"?: number | null,"judge_at"?: string | null,"judge_tries"?: number,"judged_at"?: string | null,"kind"?: Database["public"]['Enums']["message_kind"],"lead_id"?: number | null,"lead_phone"?: string,"media"?: NonNullable<Json>,"message_id"?: string,"next_check_at"?: string | null,"notice"?: string | null,"opt_out"?: Json | null,"prefix"?: string | null,"provider"?: string,"provider_sid"?: string | null,"refusal_by"?: string | null,"refusal_scope"?: string | null,"refusal_verdict"?: string | null,"refusal_why"?: string | null,"refusal_words"?: string | null,"request_hash"?: string | null,"retry_of"?: string | null,"segments"?: number | null,"send_at"?: string | null,"sender"?: string | null,"sent_at"?: string | null,"sent_by"?: string | null,"seq"?: number | null,"source_message_id"?: string | null,"step"?: number | null,"step_version"?: number | null,"suppressed_reason"?: string | null,"updated_at"?: string,"valid_until"?: string | null,"variant"?: string | null,"worker"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "sms_messages_campaign_id_fkey"
      columns: ["campaign_id"]
isOneToOne: false
      referencedRelation: "campaigns"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sms_messages_conversation_id_fkey"
      columns: ["conversation_id"]
isOneToOne: false
      referencedRelation: "sms_conversations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sms_messages_enrollment_id_fkey"
      columns: ["enrollment_id"]
isOneToOne: false
      referencedRelation: "sms_campaign_enrollments"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sms_messages_lead_id_fkey"
      columns: ["lead_id"]
isOneToOne: false
      referencedRelation: "leads"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sms_messages_retry_of_fkey"
      columns: ["retry_of"]
isOneToOne: true
      referencedRelation: "sms_messages"
      referencedColumns: ["message_id"]
    }
                  ]
                },"spend_days": {
                  Row: {
                    "channel": string,"contacts": number,"day": string,"part": number,"spent_usd": number
                  }
                  ComputedFields: never
                  Insert: {
                    "channel": string,"contacts"?: number,"day": string,"part": number,"spent_usd"?: number
                  }
                  Update: {
                    "channel"?: string,"contacts"?: number,"day"?: string,"part"?: number,"spent_usd"?: number
                  }
                  Relationships: [
                    
                  ]
                },"suppressions": {
                  Row: {
                    "call_id": string | null,"created_at": string,"id": number,"lifted_at": string | null,"message_id": string | null,"phone": string | null,"phone_hash": string,"scope": string,"source": string,"words": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "call_id"?: string | null,"created_at": string,"id"?: never,"lifted_at"?: string | null,"message_id"?: string | null,"phone"?: string | null,"phone_hash": string,"scope"?: string,"source": string,"words"?: string | null
                  }
                  Update: {
                    "call_id"?: string | null,"created_at"?: string,"id"?: never,"lifted_at"?: string | null,"message_id"?: string | null,"phone"?: string | null,"phone_hash"?: string,"scope"?: string,"source"?: string,"words"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "suppressions_call_id_fkey"
      columns: ["call_id"]
isOneToOne: false
      referencedRelation: "calls"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "suppressions_message_id_fkey"
      columns: ["message_id"]
isOneToOne: false
      referencedRelation: "sms_messages"
      referencedColumns: ["message_id"]
    }
                  ]
                },"switches": {
                  Row: {
                    "is_on": boolean,"name": string,"reason": string | null,"set_by": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "is_on"?: boolean,"name": string,"reason"?: string | null,"set_by"?: string | null,"updated_at"?: string
                  }
                  Update: {
                    "is_on"?: boolean,"name"?: string,"reason"?: string | null,"set_by"?: string | null,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"users": {
                  Row: {
                    "created_at": string,"disabled_at": string | null,"email": string,"id": string,"max_open_conversations": number | null,"name": string,"password_hash": string | null,"phone": string | null,"preferences": NonNullable<Json>,"quiet_from": string | null,"quiet_until": string | null,"role": Database["public"]['Enums']["api_role"],"time_zone": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at": string,"disabled_at"?: string | null,"email": string,"id"?: string,"max_open_conversations"?: number | null,"name": string,"password_hash"?: string | null,"phone"?: string | null,"preferences"?: NonNullable<Json>,"quiet_from"?: string | null,"quiet_until"?: string | null,"role": Database["public"]['Enums']["api_role"],"time_zone"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"disabled_at"?: string | null,"email"?: string,"id"?: string,"max_open_conversations"?: number | null,"name"?: string,"password_hash"?: string | null,"phone"?: string | null,"preferences"?: NonNullable<Json>,"quiet_from"?: string | null,"quiet_until"?: string | null,"role"?: Database["public"]['Enums']["api_role"],"time_zone"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"webhook_deliveries": {
                  Row: {
                    "attempts": number,"created_at": string,"data": NonNullable<Json>,"dedupe_key": string,"delivered_at": string | null,"endpoint_id": string,"event": string,"fence": number,"happened_at": string,"id": string,"last_error": string | null,"last_status": number | null,"next_at": string | null,"status": Database["public"]['Enums']["webhook_status"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"created_at": string,"data": NonNullable<Json>,"dedupe_key": string,"delivered_at"?: string | null,"endpoint_id": string,"event": string,"fence"?: number,"happened_at": string,"id"?: string,"last_error"?: string | null,"last_status"?: number | null,"next_at"?: string | null,"status"?: Database["public"]['Enums']["webhook_status"],"updated_at": string
                  }
                  Update: {
                    "attempts"?: number,"created_at"?: string,"data"?: NonNullable<Json>,"dedupe_key"?: string,"delivered_at"?: string | null,"endpoint_id"?: string,"event"?: string,"fence"?: number,"happened_at"?: string,"id"?: string,"last_error"?: string | null,"last_status"?: number | null,"next_at"?: string | null,"status"?: Database["public"]['Enums']["webhook_status"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "webhook_deliveries_endpoint_id_fkey"
      columns: ["endpoint_id"]
isOneToOne: false
      referencedRelation: "webhook_endpoints"
      referencedColumns: ["id"]
    }
                  ]
                },"webhook_endpoints": {
                  Row: {
                    "changed_by": Json | null,"created_at": string,"disabled_reason": string | null,"events": (string)[],"format": string,"id": string,"include": (string)[],"is_active": boolean,"secret": string,"updated_at": string,"url": string
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_by"?: Json | null,"created_at": string,"disabled_reason"?: string | null,"events": (string)[],"format"?: string,"id"?: string,"include"?: (string)[],"is_active"?: boolean,"secret": string,"updated_at": string,"url": string
                  }
                  Update: {
                    "changed_by"?: Json | null,"created_at"?: string,"disabled_reason"?: string | null,"events"?: (string)[],"format"?: string,"id"?: string,"include"?: (string)[],"is_active"?: boolean,"secret"?: string,"updated_at"?: string,"url"?: string
                  }
                  Relationships: [
                    
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
            "accept_invitation":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"add_note":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"answer_with_call":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"api_beat":
{ Args: { "p_instance": string,"p_now": string,"p_opens": boolean }; Returns: undefined
                           },
"api_leaves":
{ Args: { "p_instance": string,"p_now": string }; Returns: undefined
                           },
"ask_for_person":
{ Args: { "p_call_id": string,"p_now": string,"p_reason": string }; Returns: boolean
                           },
"assign_conversation":
{ Args: { "p_actor": Json,"p_id": string,"p_now": string,"p_user_id": string }; Returns: Json
                           },
"assign_lead":
{ Args: { "p_actor": Json,"p_id": number,"p_now": string,"p_user_id": string }; Returns: Json
                           },
"assign_waiting_needs":
{ Args: { "p_limit": number,"p_now": string }; Returns: number
                           },
"begin_call":
{ Args: { "p_claim": Json,"p_id": string,"p_now": string }; Returns: Json
                           },
"begin_inbound_look":
{ Args: { "p_now": string,"p_provider": string }; Returns: Json
                           },
"begin_judgement":
{ Args: { "p_burst": string,"p_conversation_id": string,"p_lease": string,"p_now": string,"p_patience": string }; Returns: Json
                           },
"begin_message":
{ Args: { "p_claim": Json,"p_id": string,"p_now": string }; Returns: Json
                           },
"begin_notification":
{ Args: { "p_id": string,"p_lease": string,"p_now": string }; Returns: Json
                           },
"begin_reply":
{ Args: { "p_conversation_id": string,"p_lease": string,"p_now": string }; Returns: Json
                           },
"begin_sign_in":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"begin_upload":
{ Args: { "p": Json,"p_most": number,"p_now": string }; Returns: string
                           },
"begin_webhook":
{ Args: { "p_id": string,"p_lease": string,"p_now": string }; Returns: Json
                           },
"book_appointment":
{ Args: { "p_call_id": string,"p_now": string,"p_starts_at": string,"p_words": string }; Returns: string
                           },
"book_text_appointment":
{ Args: { "p_conversation_id": string,"p_now": string,"p_starts_at": string,"p_words": string }; Returns: string
                           },
"call_case":
{ Args: { "p_id": string,"p_now": string,"p_signs_within": string }; Returns: Json
                           },
"call_health":
{ Args: { "p_now": string }; Returns: Json
                           },
"call_to_judge":
{ Args: { "p_id": string }; Returns: Json
                           },
"call_to_settle":
{ Args: { "p_id": string }; Returns: Json
                           },
"campaign_progress":
{ Args: { "p_campaign_id": string,"p_now": string }; Returns: Json
                           },
"change_own_account":
{ Args: { "p": Json,"p_id": string,"p_now": string }; Returns: Json
                           },
"change_user":
{ Args: { "p": Json,"p_actor": Json,"p_id": string,"p_now": string }; Returns: Json
                           },
"claim_call_prices":
{ Args: { "p_limit": number,"p_now": string }; Returns: {
              "agent_heard_ms": number | null,
"agent_id": string | null,
"answered_at": string | null,
"answered_by": string | null,
"api_key_id": string | null,
"call_sid": string | null,
"callback_of": string | null,
"campaign_id": string | null,
"checks": number,
"claim_ids": (string)[],
"cost_usd": number,
"created_at": string,
"deadline_at": string | null,
"dial": number,
"dialed_at": string | null,
"direction": Database["public"]['Enums']["call_direction"],
"duration_seconds": number | null,
"end_reason": string | null,
"ended_at": string | null,
"enrollment_id": number | null,
"fence": number,
"from_number": string | null,
"held_reason": string | null,
"held_rule": string | null,
"held_until": string | null,
"id": string,
"lead_heard_ms": number | null,
"lead_id": number | null,
"lead_phone": string,
"message": string | null,
"metadata": NonNullable<Json>,
"minute_usd": number | null,
"next_check_at": string | null,
"origin": string,
"person_asked_at": string | null,
"phone_extension": string | null,
"prefix": string | null,
"price_check_at": string | null,
"price_usd": number | null,
"priority": Database["public"]['Enums']["call_priority"],
"provider": string,
"reached": boolean | null,
"recording_seconds": number | null,
"recording_sid": string | null,
"recording_url": string | null,
"redial_of": string | null,
"run_at": string,
"settled_at": string | null,
"silence_reason": string | null,
"slot": number | null,
"status": Database["public"]['Enums']["call_status"],
"step": number | null,
"stream_open_since": string | null,
"stream_token_expires_at": string | null,
"stream_token_hash": string | null,
"stream_tries": number,
"streams_opened": number,
"to_number": string,
"transfer_result": string | null,
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
"claim_checks":
{ Args: { "p_limit": number,"p_now": string }; Returns: {
              "agent_heard_ms": number | null,
"agent_id": string | null,
"answered_at": string | null,
"answered_by": string | null,
"api_key_id": string | null,
"call_sid": string | null,
"callback_of": string | null,
"campaign_id": string | null,
"checks": number,
"claim_ids": (string)[],
"cost_usd": number,
"created_at": string,
"deadline_at": string | null,
"dial": number,
"dialed_at": string | null,
"direction": Database["public"]['Enums']["call_direction"],
"duration_seconds": number | null,
"end_reason": string | null,
"ended_at": string | null,
"enrollment_id": number | null,
"fence": number,
"from_number": string | null,
"held_reason": string | null,
"held_rule": string | null,
"held_until": string | null,
"id": string,
"lead_heard_ms": number | null,
"lead_id": number | null,
"lead_phone": string,
"message": string | null,
"metadata": NonNullable<Json>,
"minute_usd": number | null,
"next_check_at": string | null,
"origin": string,
"person_asked_at": string | null,
"phone_extension": string | null,
"prefix": string | null,
"price_check_at": string | null,
"price_usd": number | null,
"priority": Database["public"]['Enums']["call_priority"],
"provider": string,
"reached": boolean | null,
"recording_seconds": number | null,
"recording_sid": string | null,
"recording_url": string | null,
"redial_of": string | null,
"run_at": string,
"settled_at": string | null,
"silence_reason": string | null,
"slot": number | null,
"status": Database["public"]['Enums']["call_status"],
"step": number | null,
"stream_open_since": string | null,
"stream_token_expires_at": string | null,
"stream_token_hash": string | null,
"stream_tries": number,
"streams_opened": number,
"to_number": string,
"transfer_result": string | null,
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
"claim_due_media":
{ Args: { "p_limit": number,"p_now": string }; Returns: string[]
                           },
"claim_due_messages":
{ Args: { "p_ahead": string,"p_limit": number,"p_now": string }; Returns: Json
                           },
"claim_due_replies":
{ Args: { "p_ahead": string,"p_limit": number,"p_now": string }; Returns: {
              "conversation_id": string,"last_inbound_seq": number,"reply_due_at": string,"reply_fence": number
            }[]
                           },
"claim_message_checks":
{ Args: { "p_limit": number,"p_now": string }; Returns: {
              "api_key_id": string | null,
"arrived_at": string | null,
"attempt": number,
"author": Database["public"]['Enums']["message_author"],
"body": string | null,
"budgeted": boolean,
"campaign_id": string | null,
"checks": number,
"claim_ids": (string)[],
"claimed_at": string | null,
"claimed_segments": number | null,
"client_message_id": string | null,
"conversation_id": string,
"cost_usd": number,
"created_at": string,
"deadline_at": string | null,
"delivered_at": string | null,
"delivery_error": string | null,
"delivery_status": Database["public"]['Enums']["delivery_status"],
"direction": Database["public"]['Enums']["call_direction"],
"enqueue_at": string | null,
"enrollment_id": number | null,
"fence": number,
"granted_on": string | null,
"held_reason": string | null,
"held_rule": string | null,
"held_until": string | null,
"idempotency_key_hash": string | null,
"in_reply_to_seq": number | null,
"judge_at": string | null,
"judge_tries": number,
"judged_at": string | null,
"kind": Database["public"]['Enums']["message_kind"],
"lead_id": number | null,
"lead_phone": string,
"media": NonNullable<Json>,
"message_id": string,
"next_check_at": string | null,
"notice": string | null,
"opt_out": Json | null,
"prefix": string | null,
"provider": string,
"provider_sid": string | null,
"refusal_by": string | null,
"refusal_scope": string | null,
"refusal_verdict": string | null,
"refusal_why": string | null,
"refusal_words": string | null,
"request_hash": string | null,
"retry_of": string | null,
"segments": number | null,
"send_at": string | null,
"sender": string | null,
"sent_at": string | null,
"sent_by": string | null,
"seq": number | null,
"source_message_id": string | null,
"step": number | null,
"step_version": number | null,
"suppressed_reason": string | null,
"updated_at": string,
"valid_until": string | null,
"variant": string | null,
"worker": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "sms_messages"
        isOneToOne: false
        isSetofReturn: true
      } },
"claim_unjudged":
{ Args: { "p_ahead": string,"p_limit": number,"p_now": string,"p_patience": string }; Returns: {
              "conversation_id": string,"judge_at": string,"seq": number
            }[]
                           },
"close_call":
{ Args: { "p_id": string,"p_now": string,"p_reason": string,"p_status": Database["public"]['Enums']["call_status"] }; Returns: boolean
                           },
"close_session":
{ Args: { "p_everywhere": boolean,"p_now": string,"p_token_hash": string }; Returns: number
                           },
"consents_by_phone":
{ Args: { "p_phone": string }; Returns: {
              "at": string,
"channel": string,
"created_at": string,
"evidence": NonNullable<Json>,
"expires_at": string | null,
"form_id": string | null,
"id": number,
"ip": string | null,
"kind": string,
"lead_id": number | null,
"phone": string,
"revoked_at": string | null,
"source": string,
"text": string | null,
"text_version": string | null,
"updated_at": string,
"url": string | null,
"user_agent": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "consents"
        isOneToOne: false
        isSetofReturn: true
      } },
"conversation_by_phone":
{ Args: { "p_our_number": string,"p_phone": string }; Returns: Json
                           },
"conversation_page":
{ Args: { "p": Json,"p_id": string }; Returns: Json
                           },
"correct_outcome":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"count_calls":
{ Args: { "p": Json }; Returns: Json
                           },
"count_leads":
{ Args: { "p": Json }; Returns: Json
                           },
"delete_canned_reply":
{ Args: { "p_actor": Json,"p_id": string,"p_now": string }; Returns: boolean
                           },
"delete_duty_shift":
{ Args: { "p_actor": Json,"p_id": string,"p_now": string }; Returns: boolean
                           },
"delete_lead":
{ Args: { "p_actor"?: Json,"p_id": number,"p_now": string }; Returns: Json
                           },
"delete_note":
{ Args: { "p_actor": Json,"p_any": boolean,"p_id": string,"p_now": string }; Returns: Json
                           },
"delete_notification_rule":
{ Args: { "p_actor": Json,"p_id": string,"p_now": string }; Returns: boolean
                           },
"delete_webhook_endpoint":
{ Args: { "p_actor": Json,"p_id": string,"p_now": string }; Returns: {
              "changed_by": Json | null,
"created_at": string,
"disabled_reason": string | null,
"events": (string)[],
"format": string,
"id": string,
"include": (string)[],
"is_active": boolean,
"secret": string,
"updated_at": string,
"url": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "webhook_endpoints"
        isOneToOne: false
        isSetofReturn: true
      } },
"deny_call":
{ Args: { "p_evidence": Json,"p_id": string,"p_now": string,"p_reason": string,"p_rule": string }; Returns: boolean
                           },
"deny_message":
{ Args: { "p_evidence": Json,"p_id": string,"p_now": string,"p_reason": string,"p_rule": string }; Returns: boolean
                           },
"due_notifications":
{ Args: { "p_by": string,"p_limit": number }; Returns: {
              "id": string,"next_at": string
            }[]
                           },
"due_webhooks":
{ Args: { "p_by": string,"p_limit": number }; Returns: {
              "id": string,"next_at": string
            }[]
                           },
"edit_campaign_steps":
{ Args: { "p_campaign_id": string,"p_now": string,"p_steps": Json }; Returns: boolean
                           },
"end_conversation":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"end_media_session":
{ Args: { "p_call_sid": string,"p_heard": Json,"p_now": string,"p_turns": Json }; Returns: Json
                           },
"enroll":
{ Args: { "p_campaign_id": string,"p_lead_ids": (number)[],"p_now": string }; Returns: {
              "enrollment_id": number,"lead_id": number,"result": string
            }[]
                           },
"ensure_user":
{ Args: { "p": Json,"p_now": string }; Returns: boolean
                           },
"event_bounds":
{ Args: Record<PropertyKey, never>; Returns: {
              "newest": number,"tail": number
            }[]
                           },
"event_page":
{ Args: { "p_after": number,"p_limit": number,"p_to": number }; Returns: Json
                           },
"find_session":
{ Args: { "p_now": string,"p_token_hash": string }; Returns: Json
                           },
"finish_conversation":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"forget_media":
{ Args: { "p_id": string,"p_now": string }; Returns: boolean
                           },
"forget_recording":
{ Args: { "p_call_id": string,"p_now": string }; Returns: boolean
                           },
"give_up_call_claim":
{ Args: { "p_claim_id": string,"p_id": string,"p_now": string }; Returns: boolean
                           },
"give_up_message_claim":
{ Args: { "p_claim_id": string,"p_id": string,"p_now": string }; Returns: boolean
                           },
"hand_over_conversation":
{ Args: { "p": Json,"p_now": string }; Returns: {
              "notice_id": string,"result": string
            }[]
                           },
"hold_call":
{ Args: { "p_evidence": Json,"p_id": string,"p_now": string,"p_reason": string,"p_rule": string,"p_until": string }; Returns: boolean
                           },
"hold_message":
{ Args: { "p_evidence": Json,"p_id": string,"p_now": string,"p_reason": string,"p_rule": string,"p_until": string }; Returns: boolean
                           },
"hold_reply":
{ Args: { "p_actor": Json,"p_id": string,"p_now": string }; Returns: Json
                           },
"human_message":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"idle_conversations":
{ Args: { "p_days": number,"p_limit": number,"p_now": string }; Returns: string[]
                           },
"import_leads":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"inbox":
{ Args: { "p": Json }; Returns: Json
                           },
"inbox_counts":
{ Args: { "p": Json }; Returns: Json
                           },
"invite_user":
{ Args: { "p": Json,"p_actor": Json,"p_now": string }; Returns: Json
                           },
"is_suppressed":
{ Args: { "p_channel": string,"p_phone": string }; Returns: boolean
                           },
"know_our_carrier":
{ Args: { "p_now": string,"p_provider": string,"p_voice": string }; Returns: undefined
                           },
"know_our_numbers":
{ Args: { "p_now": string,"p_numbers": (string)[] }; Returns: undefined
                           },
"language_model_news":
{ Args: { "p_after": number,"p_now": string,"p_ok": boolean,"p_pause_seconds": number,"p_reason": string,"p_trial": string }; Returns: {
              "opened": boolean,"reason": string,"until": string
            }[]
                           },
"lead_by_phone":
{ Args: { "p_extension"?: string,"p_phone": string }; Returns: {
              "assigned_to": string | null,
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
"phone_extension": string | null,
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
"lead_standing":
{ Args: { "p_now": string,"p_phone": string }; Returns: Json
                           },
"lead_story":
{ Args: { "p": Json }; Returns: Json
                           },
"link_call":
{ Args: { "p_call_sid": string,"p_lead_id": number,"p_mode": string,"p_now": string }; Returns: Json
                           },
"list_calls":
{ Args: { "p": Json }; Returns: Json
                           },
"list_conversations":
{ Args: { "p": Json }; Returns: Json
                           },
"list_leads":
{ Args: { "p": Json }; Returns: Json
                           },
"list_senders":
{ Args: { "p_now": string }; Returns: Json
                           },
"live_snapshot":
{ Args: { "p_limit": number,"p_parts": number,"p_window": Json }; Returns: Json
                           },
"lost_work":
{ Args: { "p_ahead": string,"p_limit": number,"p_now": string }; Returns: Json
                           },
"mark_conversation_read":
{ Args: { "p_id": string,"p_now": string,"p_reader": string,"p_seq": number }; Returns: number
                           },
"mark_conversation_unread":
{ Args: { "p_id": string,"p_now": string,"p_reader": string }; Returns: number
                           },
"message_contexts":
{ Args: { "p_ids": (string)[],"p_now": string }; Returns: Json
                           },
"needs_to_look":
{ Args: { "p_limit": number,"p_now": string }; Returns: Json
                           },
"newest_migration":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"note_export":
{ Args: { "p_actor": Json,"p_details": Json,"p_list": string,"p_now": string }; Returns: number
                           },
"note_exported":
{ Args: { "p_details": Json,"p_id": number }; Returns: undefined
                           },
"note_seen":
{ Args: { "p_ids": Json,"p_now": string }; Returns: number
                           },
"note_webhook":
{ Args: { "p_key": string,"p_kind": string,"p_now": string,"p_provider": string,"p_result": string }; Returns: boolean
                           },
"number_histories":
{ Args: { "p_asked": Json,"p_now": string }; Returns: Json
                           },
"number_history":
{ Args: { "p_lead_id": number,"p_now": string,"p_phone": string,"p_since": string }; Returns: Json
                           },
"old_media":
{ Args: { "p_before": string,"p_erased": string,"p_limit": number,"p_uploads": string }; Returns: {
              "id": string,"provider": string,"source_url": string
            }[]
                           },
"old_recordings":
{ Args: { "p_before": string,"p_limit": number }; Returns: {
              "call_id": string,"provider": string,"recording_sid": string
            }[]
                           },
"open_media_session":
{ Args: { "p_call_sid": string,"p_now": string,"p_token_hash": string }; Returns: Json
                           },
"open_passes":
{ Args: { "p_ids": Json,"p_now": string }; Returns: string[]
                           },
"open_session":
{ Args: { "p": Json,"p_now": string }; Returns: string
                           },
"open_voice":
{ Args: { "p_call_id": string,"p_call_sid": string,"p_now": string,"p_token_expires_at": string,"p_token_hash": string }; Returns: Json
                           },
"plan_text":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"prune_events":
{ Args: { "p_before": string,"p_limit": number }; Returns: number
                           },
"prune_history":
{ Args: { "p_before": string,"p_kind": string,"p_limit": number }; Returns: number
                           },
"prune_person_needs":
{ Args: { "p_before": string,"p_limit": number }; Returns: number
                           },
"prune_webhooks":
{ Args: { "p_before": string,"p_limit": number }; Returns: number
                           },
"put_campaign":
{ Args: { "p": Json,"p_actor"?: Json,"p_now": string,"p_steps": Json }; Returns: Json
                           },
"read_invitation":
{ Args: { "p_now": string,"p_token_hash": string }; Returns: Json
                           },
"read_outbox":
{ Args: { "p_after": number,"p_fence": string,"p_fence_id": number,"p_limit": number }; Returns: Json
                           },
"read_spend":
{ Args: { "p_now": string }; Returns: {
              "calls": number,"calls_usd": number,"day": string,"texts": number,"texts_usd": number,"total_usd": number
            }[]
                           },
"receive_lead":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"receive_message":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"record_call_event":
{ Args: { "p_event": Json,"p_now": string }; Returns: {
              "call_id": string,"ended": boolean,"moved": boolean,"result": string,"stream_open": boolean
            }[]
                           },
"record_call_price":
{ Args: { "p_id": string,"p_now": string,"p_usd": number }; Returns: boolean
                           },
"record_chat":
{ Args: { "p": Json,"p_now": string }; Returns: {
              "conversation_id": string,"lead_id": number,"recorded": number
            }[]
                           },
"record_consent":
{ Args: { "p": Json,"p_lead_id": number,"p_now": string }; Returns: boolean
                           },
"record_delivery":
{ Args: { "p": Json,"p_now": string }; Returns: {
              "message_id": string,"moved": boolean,"result": string,"retry_id": string
            }[]
                           },
"record_dialed":
{ Args: { "p_call_sid": string,"p_fence": number,"p_id": string,"p_now": string }; Returns: string
                           },
"record_inbound_call":
{ Args: { "p_call": Json,"p_now": string }; Returns: Json
                           },
"record_inbound_look":
{ Args: { "p_now": string,"p_provider": string,"p_until": string }; Returns: boolean
                           },
"record_lookup":
{ Args: { "p_call_sid": string,"p_fence": number,"p_id": string,"p_now": string }; Returns: string
                           },
"record_media":
{ Args: { "p": Json,"p_now": string }; Returns: string
                           },
"record_message_lookup":
{ Args: { "p_fence": number,"p_id": string,"p_now": string,"p_sid": string }; Returns: {
              "result": string,"retry_id": string
            }[]
                           },
"record_message_sent":
{ Args: { "p_fence": number,"p_id": string,"p_now": string,"p_segments": number,"p_sid": string,"p_status": Database["public"]['Enums']["delivery_status"] }; Returns: string
                           },
"record_notification":
{ Args: { "p": Json,"p_fence": number,"p_id": string,"p_now": string }; Returns: boolean
                           },
"record_opt_out":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"record_recording":
{ Args: { "p_call_sid": string,"p_now": string,"p_payload": Json,"p_provider": string,"p_recording_sid": string,"p_seconds": number,"p_status": string,"p_url": string }; Returns: {
              "call_id": string,"result": string
            }[]
                           },
"record_text_outcome":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"record_told":
{ Args: { "p": Json,"p_now": string }; Returns: boolean
                           },
"record_webhook":
{ Args: { "p": Json,"p_fence": number,"p_id": string,"p_now": string }; Returns: boolean
                           },
"record_words_verdict":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"release_call":
{ Args: { "p_fence": number,"p_id": string,"p_now": string,"p_reason": string,"p_run_at": string,"p_status": Database["public"]['Enums']["call_status"] }; Returns: boolean
                           },
"release_judgement":
{ Args: { "p_conversation_id": string,"p_now": string,"p_person": boolean,"p_retry_at": string }; Returns: boolean
                           },
"release_message":
{ Args: { "p_fence": number,"p_id": string,"p_now": string,"p_reason": string,"p_to": Json }; Returns: {
              "released": boolean,"retry_id": string
            }[]
                           },
"release_reply":
{ Args: { "p_conversation_id": string,"p_fence": number,"p_now": string,"p_retry_at": string }; Returns: boolean
                           },
"reopen_conversation":
{ Args: { "p_actor": Json,"p_id": string,"p_now": string }; Returns: Json
                           },
"repair_leads":
{ Args: { "p_limit": number,"p_now": string }; Returns: number[]
                           },
"reset_user":
{ Args: { "p": Json,"p_actor": Json,"p_now": string }; Returns: Json
                           },
"resting":
{ Args: { "p_now": string }; Returns: {
              "failures": number,"name": string,"next_try_at": string,"reason": string,"resting_seconds": number,"since": string
            }[]
                           },
"restore_outcome":
{ Args: { "p_actor": Json,"p_id": string,"p_now": string }; Returns: Json
                           },
"retry_call":
{ Args: { "p": Json,"p_id": string,"p_now": string }; Returns: Json
                           },
"retry_message":
{ Args: { "p_id": string,"p_now": string }; Returns: Json
                           },
"retry_webhook":
{ Args: { "p_id": string,"p_now": string }; Returns: boolean
                           },
"save_analysis":
{ Args: { "p_analysis": Json,"p_now": string }; Returns: {
              "analysis_id": string,"callback_id": string
            }[]
                           },
"save_campaign":
{ Args: { "p": Json,"p_now": string }; Returns: {
              "agent_id": string | null,
"budget_usd": number | null,
"capped_until": string | null,
"channel": string,
"created_at": string,
"daily_cap": number | null,
"ended_at": string | null,
"goal": string | null,
"id": string,
"name": string,
"per_lead_per_day": number | null,
"provider": string,
"rules": NonNullable<Json>,
"sender": string,
"started_at": string | null,
"status": Database["public"]['Enums']["campaign_status"],
"timezone": string,
"updated_at": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "campaigns"
        isOneToOne: false
        isSetofReturn: true
      } },
"save_canned_reply":
{ Args: { "p": Json,"p_actor": Json,"p_now": string }; Returns: Json
                           },
"save_duty_shift":
{ Args: { "p": Json,"p_actor": Json,"p_now": string }; Returns: Json
                           },
"save_notification_rule":
{ Args: { "p": Json,"p_actor": Json,"p_now": string }; Returns: Json
                           },
"save_reply_draft":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"save_text_analysis":
{ Args: { "p": Json,"p_now": string }; Returns: Json
                           },
"save_transcripts":
{ Args: { "p_call_sid": string,"p_heard"?: Json,"p_now": string,"p_turns": Json }; Returns: Json
                           },
"schedule_call":
{ Args: { "p_call": Json,"p_now": string }; Returns: Json
                           },
"search_words":
{ Args: { "p_limit": number,"p_q": string }; Returns: {
              "at": string,"call_id": string,"conversation_id": string,"kind": string,"lead_id": number,"lead_name": string,"lead_phone": string,"said_by": string,"seq": number,"words": string
            }[]
                           },
"send_step_now":
{ Args: { "p_actor": Json,"p_id": number,"p_now": string }; Returns: Json
                           },
"set_campaign_status":
{ Args: { "p_actor"?: Json,"p_campaign_id": string,"p_now": string,"p_status": Database["public"]['Enums']["campaign_status"] }; Returns: Json
                           },
"set_conversation_owner":
{ Args: { "p_actor": Json,"p_id": string,"p_now": string,"p_to": Database["public"]['Enums']["conversation_owner"] }; Returns: Json
                           },
"set_enrollment_status":
{ Args: { "p_actor": Json,"p_id": number,"p_now": string,"p_reason": string,"p_status": Database["public"]['Enums']["enrollment_status"] }; Returns: string
                           },
"set_password":
{ Args: { "p_now": string,"p_password_hash": string,"p_session_id": string,"p_user_id": string }; Returns: undefined
                           },
"set_sender_pace":
{ Args: { "p_now": string,"p_per_second": number,"p_sender": string }; Returns: boolean
                           },
"set_switch":
{ Args: { "p_actor": Json,"p_name": string,"p_now": string,"p_on": boolean,"p_reason": string }; Returns: Json
                           },
"settle_call":
{ Args: { "p_id": string,"p_next": Json,"p_now": string }; Returns: {
              "has_words": boolean,"redial_id": string,"result": string
            }[]
                           },
"sign_of_life":
{ Args: { "p_fault": string,"p_instance": string,"p_service": string }; Returns: undefined
                           },
"sign_off":
{ Args: { "p_instance": string,"p_service": string }; Returns: undefined
                           },
"skip_step":
{ Args: { "p_actor": Json,"p_id": number,"p_now": string,"p_step": number }; Returns: Json
                           },
"stale_calls":
{ Args: { "p_before": string,"p_limit": number }; Returns: {
              "agent_heard_ms": number | null,
"agent_id": string | null,
"answered_at": string | null,
"answered_by": string | null,
"api_key_id": string | null,
"call_sid": string | null,
"callback_of": string | null,
"campaign_id": string | null,
"checks": number,
"claim_ids": (string)[],
"cost_usd": number,
"created_at": string,
"deadline_at": string | null,
"dial": number,
"dialed_at": string | null,
"direction": Database["public"]['Enums']["call_direction"],
"duration_seconds": number | null,
"end_reason": string | null,
"ended_at": string | null,
"enrollment_id": number | null,
"fence": number,
"from_number": string | null,
"held_reason": string | null,
"held_rule": string | null,
"held_until": string | null,
"id": string,
"lead_heard_ms": number | null,
"lead_id": number | null,
"lead_phone": string,
"message": string | null,
"metadata": NonNullable<Json>,
"minute_usd": number | null,
"next_check_at": string | null,
"origin": string,
"person_asked_at": string | null,
"phone_extension": string | null,
"prefix": string | null,
"price_check_at": string | null,
"price_usd": number | null,
"priority": Database["public"]['Enums']["call_priority"],
"provider": string,
"reached": boolean | null,
"recording_seconds": number | null,
"recording_sid": string | null,
"recording_url": string | null,
"redial_of": string | null,
"run_at": string,
"settled_at": string | null,
"silence_reason": string | null,
"slot": number | null,
"status": Database["public"]['Enums']["call_status"],
"step": number | null,
"stream_open_since": string | null,
"stream_token_expires_at": string | null,
"stream_token_hash": string | null,
"stream_tries": number,
"streams_opened": number,
"to_number": string,
"transfer_result": string | null,
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
"store_arrivals":
{ Args: { "p_now": string,"p_texts": Json }; Returns: number
                           },
"stream_closed":
{ Args: { "p_call_sid": string,"p_now": string }; Returns: boolean
                           },
"suppress":
{ Args: { "p_call_id": string,"p_now": string,"p_phone": string,"p_scope": string,"p_source": string,"p_words": string }; Returns: Json
                           },
"suppress_by_hand":
{ Args: { "p_actor": Json,"p_now": string,"p_phone": string,"p_scope": string,"p_words": string }; Returns: Json
                           },
"suppress_many":
{ Args: { "p": Json,"p_now": string }; Returns: number
                           },
"suppressions_by_phone":
{ Args: { "p_phone": string }; Returns: {
              "call_id": string | null,
"created_at": string,
"id": number,
"lifted_at": string | null,
"message_id": string | null,
"phone": string | null,
"phone_hash": string,
"scope": string,
"source": string,
"words": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "suppressions"
        isOneToOne: false
        isSetofReturn: true
      } },
"take_in_arrivals":
{ Args: { "p_now": string,"p_wanted": Json }; Returns: Json
                           },
"take_in_left_arrivals":
{ Args: { "p_limit": number,"p_now": string,"p_older": string }; Returns: Json
                           },
"takes_writes":
{ Args: Record<PropertyKey, never>; Returns: boolean
                           },
"tell_heard":
{ Args: { "p_call_sid": string,"p_heard": Json,"p_now": string }; Returns: boolean
                           },
"text_case":
{ Args: { "p_id": string,"p_limit": number }; Returns: Json
                           },
"text_health":
{ Args: { "p_filtered": Json,"p_now": string }; Returns: Json
                           },
"transfer_ended":
{ Args: { "p_call_sid": string,"p_now": string,"p_payload": Json,"p_result": string }; Returns: boolean
                           },
"unanalysed_conversations":
{ Args: { "p_limit": number,"p_now": string }; Returns: string[]
                           },
"unknown_texts":
{ Args: { "p_sids": (string)[] }; Returns: string[]
                           },
"unlink_call":
{ Args: { "p_call_sid": string,"p_now": string }; Returns: number
                           },
"waiting_health":
{ Args: { "p_now": string }; Returns: {
              "for_judge_seconds": number,"for_person_seconds": number,"to_review": number
            }[]
                           },
"wake_held_calls":
{ Args: { "p_lead_id": number,"p_now": string }; Returns: {
              "id": string,"run_at": string
            }[]
                           },
"wake_sender":
{ Args: { "p_actor"?: Json,"p_now": string,"p_sender": string }; Returns: boolean
                           },
"webhook_times":
{ Args: { "p_names": (string)[] }; Returns: {
              "at": string,"name": string
            }[]
                           },
"work_due":
{ Args: { "p_calls_ahead": string,"p_now": string,"p_texts_ahead": string }; Returns: (string)[]
                           },
"wrap_up_call":
{ Args: { "p_call_id": string,"p_kind": string,"p_now": string,"p_reason": string }; Returns: boolean
                           }
          }
          Enums: {
            "api_role": "admin"|"agent"|"viewer","call_direction": "outbound"|"inbound","call_priority": "low"|"normal"|"high","call_status": "scheduled"|"held"|"dialing"|"unknown"|"queued"|"ringing"|"in_progress"|"completed"|"busy"|"no_answer"|"failed"|"canceled","campaign_status": "draft"|"running"|"paused"|"ended","conversation_owner": "ai"|"human"|"paused"|"closed","delivery_status": "pending"|"held"|"sending"|"unknown"|"queued"|"sent"|"delivered"|"undelivered"|"failed"|"canceled"|"suppressed"|"received","enrollment_status": "active"|"paused"|"completed"|"stopped","message_author": "lead"|"ai"|"human"|"campaign"|"system","message_kind": "inbound"|"campaign"|"single"|"reply"|"human"|"notice","outcome": "success"|"qualified"|"unqualified"|"escalated"|"no_response"|"discarded","transcript_role": "user"|"assistant"|"system","verdict": "allow"|"hold"|"deny","webhook_status": "pending"|"sending"|"delivered"|"dead"
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
            "api_role": ["admin", "agent", "viewer"],"call_direction": ["outbound", "inbound"],"call_priority": ["low", "normal", "high"],"call_status": ["scheduled", "held", "dialing", "unknown", "queued", "ringing", "in_progress", "completed", "busy", "no_answer", "failed", "canceled"],"campaign_status": ["draft", "running", "paused", "ended"],"conversation_owner": ["ai", "human", "paused", "closed"],"delivery_status": ["pending", "held", "sending", "unknown", "queued", "sent", "delivered", "undelivered", "failed", "canceled", "suppressed", "received"],"enrollment_status": ["active", "paused", "completed", "stopped"],"message_author": ["lead", "ai", "human", "campaign", "system"],"message_kind": ["inbound", "campaign", "single", "reply", "human", "notice"],"outcome": ["success", "qualified", "unqualified", "escalated", "no_response", "discarded"],"transcript_role": ["user", "assistant", "system"],"verdict": ["allow", "hold", "deny"],"webhook_status": ["pending", "sending", "delivered", "dead"]
          }
        }
} as const
