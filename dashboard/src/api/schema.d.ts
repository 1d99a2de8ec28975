// Generated from openapi.json by `npm run api-client`.
export interface paths {
    "/api/queue/schedule-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Call a lead
         * @description Writes the call and queues it. Orders without an Idempotency-Key for the same number and agent, due within ten minutes of each other, are one call. A call outside the contact window of the lead is held, and placed when the window opens. Ordering a call states that consent for it exists. Role: agent.
         */
        post: operations["postQueueScheduleCall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/sms-followup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Text a lead
         * @description Writes the text and queues it. Without an Idempotency-Key, the same words to the same number within ten minutes are one text. Outside the contact window of the lead it is held until the window opens. Ordering a text states that consent for it exists. Role: agent.
         */
        post: operations["postQueueSmsFollowup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/analyze-conversation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Analyse a call, or a conversation in texts, again
         * @description Role: agent.
         */
        post: operations["postQueueAnalyzeConversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/cleanup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find and repair overdue work
         * @description A worker does it; the request waits for the report, for up to 25 seconds. Role: agent.
         */
        post: operations["postQueueCleanup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The load and health of queues, calls and texts
         * @description Role: viewer.
         */
        get: operations["getQueueStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One job and its row
         * @description The last thousand finished jobs of a kind, or those of a day, are `completed`; for older ones the state is `not_queued`, and the row has the result. While the queue is down the state is `unknown`. Role: viewer.
         */
        get: operations["getQueueJobsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs that have used up their attempts, newest first
         * @description They are kept for 14 days. A job only names a row, which has the data. Role: viewer.
         */
        get: operations["getQueueDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/dead-letters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry dead jobs
         * @description Safe at any time, any number of times: a job only names a row. What was called, texted, canceled or forbidden in the meantime is not done again. Role: agent.
         */
        post: operations["postQueueDeadLettersReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/dead-letters/forget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete dead jobs
         * @description Their rows are kept; the sweep adds a new job for what is still due. Role: agent.
         */
        post: operations["postQueueDeadLettersForget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calls, newest first
         * @description Role: viewer.
         */
        get: operations["getCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many calls each view has
         * @description Among the newest 10,000 calls of the filter. Role: viewer.
         */
        get: operations["getCallsCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One call with its related data
         * @description Role: viewer.
         */
        get: operations["getCallsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/{id}/hangup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a live call, or cancel one that has not been placed yet
         * @description Role: agent.
         */
        post: operations["postCallsIdHangup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry a call that reached nobody
         * @description For an outbound call that failed, was busy, was not answered, or in which nobody spoke. The retry is a call of its own that is judged like any other: hours, caps, budget, do-not-contact. A repeated request returns the same retry; if a redial is planned already, it returns that one. Role: agent.
         */
        post: operations["postCallsIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/calls/{id}/recording": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The recording of a call
         * @description Supports one byte range, so that a player can seek. Role: viewer.
         */
        get: operations["getCallsIdRecording"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transcripts/{callSid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The turns of a call in order
         * @description Role: viewer.
         */
        get: operations["getTranscriptsCallSid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import leads from a file
         * @description CSV as programs export it (UTF-8, UTF-16, Windows-1252 and others; commas, semicolons, tabs) or one JSON object on each line. The first line names the columns, in any of many languages: phone (any number of columns, a mobile is taken first), name, email, timezone, region, postal_code, consent …; others are stored with the lead, and "Car Model" is {{car_model}} in a text. `mapping` names columns that are not recognized. A consent of "yes" is in writing if consent_text has its words, and otherwise has no proof. Columns such as "Do Not Call", "Opted Out" or "Has Opted Out Of SMS" put their numbers on the do-not-contact list; with `mode=do_not_contact` every number of the file is. Invalid values are stored in `custom` and listed in `warnings`; a row without a number, or whose answer on contact is unclear, is refused and does not stop the import. The file is read as it arrives: up to 50 MB and 500,000 rows; a repeated file stores nothing twice. With "Accept: text/event-stream" the answer is a stream of `progress` events with the report so far, and a last one: `report`, or `failed` with a problem. Role: agent.
         */
        post: operations["postLeadsImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Leads, newest first
         * @description Each with what happens next and why not sooner (`next_contact`), and what happened last (`last_contact`). Sorted by `next_contact`, the list has only leads with which something is planned. Role: viewer.
         */
        get: operations["getLeads"];
        put?: never;
        /**
         * Create a lead
         * @description Role: agent.
         */
        post: operations["postLeads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many leads each view has
         * @description `all` counts up to 10,000, the others up to 1,000. Role: viewer.
         */
        get: operations["getLeadsCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/by-call/{callSid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The lead linked to a call
         * @description Role: viewer.
         */
        get: operations["getLeadsByCallCallSid"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One lead, with what happens next and what happened last
         * @description Role: viewer.
         */
        get: operations["getLeadsId"];
        put?: never;
        post?: never;
        /**
         * Delete a lead and the words of its calls and texts
         * @description A do-not-contact entry stays, without the number. 409 during a live call. Role: admin.
         */
        delete: operations["deleteLeadsId"];
        options?: never;
        head?: never;
        /**
         * Change a lead
         * @description Role: agent.
         */
        patch: operations["patchLeadsId"];
        trace?: never;
    };
    "/api/leads/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whose lead it is
         * @description Role: agent.
         */
        post: operations["postLeadsIdAssign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The timeline of a lead, oldest first
         * @description The newest entries, each page from its oldest on: where the lead came from, consents, campaigns, calls, texts, decisions, analyses, appointments, who answered, notes, do-not-contact. `before`, with the `next_cursor` of a page, is the page before it. Role: viewer.
         */
        get: operations["getLeadsIdTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Decisions about a lead: why it was contacted, held or denied; newest first
         * @description Each with its rule and a sentence. Where a consent is missing or too weak, the sentence names the existing one and the one that the contact needs; `evidence` has both as `consent_found` and `consent_needed`. Role: viewer.
         */
        get: operations["getLeadsIdWhy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The lead’s consents and revocations, with every proof
         * @description The complete record in one answer: consents with their words and origin, the do-not-contact entries, the campaigns, and the last 200 decisions. Role: viewer.
         */
        get: operations["getLeadsIdConsent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/leads/{id}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a campaign might text or call this lead now, and what that rests on
         * @description The judgement that every contact gets, asked before there is one. `window`: the hours of today by the clock of the zone. `caps`: contacts of the last day and week against the strictest limit on both channels together. Role: viewer.
         */
        get: operations["getLeadsIdPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Outcomes of calls and conversations, newest first
         * @description `status=needs_review` lists what a person has to review: `failure` and `dropped` say why the analysis failed. POST /api/queue/analyze-conversation repeats one. Role: viewer.
         */
        get: operations["getAnalyses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analyses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Correct an outcome
         * @description What was found before is kept in `correction.found`. The lead, its campaigns and its waiting calls follow as from any outcome: all but `no_response` stop the campaigns. It puts no number on the do-not-contact list. Role: agent.
         */
        patch: operations["patchAnalysesId"];
        trace?: never;
    };
    "/api/analyses/{id}/correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take the correction of an outcome back
         * @description What was found counts again, for the lead, too. Campaigns and calls that the correction stopped stay stopped. Role: agent.
         */
        delete: operations["deleteAnalysesIdCorrection"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Appointments booked in calls and texts, earliest first
         * @description Role: viewer.
         */
        get: operations["getAppointments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lead-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sources that may send leads
         * @description Role: admin.
         */
        get: operations["getLeadSources"];
        put?: never;
        /**
         * Create or change a lead source
         * @description The source then posts to /webhooks/leads/{source}. `secret`: it sends the secret as X-Ringback-Secret. `hmac`: it signs the body, X-Ringback-Signature: `sha256=<hex>` or `t=<seconds>,v1=<hex of "<seconds>." and the body>`. Forms that cannot send headers put it in the URL: ?secret=…; Google Ads sends it as its key. `preset` reads the bodies of a vendor without a mapping, JSON or form, nested or flat; each field is then read by its name, in any of many languages, and invalid values are stored in `custom` and listed in `warnings`. A vendor’s campaign_id is not used: name the campaign by the mapping or as ringback_campaign_id. `mapping` takes precedence and gives the places of the fields in its body, such as {"phone": "contact.tel", "custom.budget": "answers[id=budget].value"}. `consent` is a ticked box (true), the words agreed to, or {granted, channel: text | call | all, kind: written | express | implied, text, url, ip, at, expires_at, …}. A box or words of a form are a consent in writing to be texted, unless channel and kind say otherwise; an answer that is not clearly a yes is no consent. While the database is unavailable a lead of up to 16 KB is stored and answered with 202 and {"spooled": true}; it is checked and processed afterwards. Role: admin.
         */
        post: operations["postLeadSources"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Campaigns, newest first
         * @description Role: viewer.
         */
        get: operations["getCampaigns"];
        put?: never;
        /**
         * Create a campaign as a draft
         * @description Its words are checked: an unknown variable, one without a fallback, a question whose natural answer stops all texts, or too many segments is an error; other problems are warnings. Role: agent.
         */
        post: operations["postCampaigns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One campaign, its steps and its progress
         * @description Role: viewer.
         */
        get: operations["getCampaignsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a campaign, even while it runs
         * @description `steps` replaces all steps; enrolled leads get the new step at their position. Role: agent.
         */
        patch: operations["patchCampaignsId"];
        trace?: never;
    };
    "/api/campaigns/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a campaign
         * @description A repeated request changes nothing. Role: agent.
         */
        post: operations["postCampaignsIdStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a campaign
         * @description Leads keep their position. Role: agent.
         */
        post: operations["postCampaignsIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a campaign
         * @description Only a campaign that has been started can be resumed. Role: agent.
         */
        post: operations["postCampaignsIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a campaign permanently
         * @description Its leads are released for other campaigns; a campaign that has ended never runs again. Role: agent.
         */
        post: operations["postCampaignsIdEnd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/enroll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enroll leads in a campaign
         * @description Returns a verdict for each; consent, do-not-contact and other campaigns are respected. Role: agent.
         */
        post: operations["postCampaignsIdEnroll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/enrollments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Enrollments of a campaign, newest first
         * @description Role: viewer.
         */
        get: operations["getCampaignsIdEnrollments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enrollments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Let one lead rest, go on or leave a campaign
         * @description `paused` keeps the place, `active` goes on with the next step now, `stopped` is for good. What was planned and has not left is taken back in the same step. Role: agent.
         */
        patch: operations["patchEnrollmentsId"];
        trace?: never;
    };
    "/api/enrollments/{id}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave out the next step for one lead
         * @description What stands for it and has not left is taken back; the step after it waits for its time from now. With `step`, only if that is the next one still. Role: agent.
         */
        post: operations["postEnrollmentsIdSkip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enrollments/{id}/send-now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the next step of one lead leave now
         * @description Judged again before it is planned, and once more when it leaves: hours, limits, consent and the do-not-contact list hold as ever. What may not leave now is refused with the reason. Role: agent.
         */
        post: operations["postEnrollmentsIdSendNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Senders of texts: pace, waiting texts, pause
         * @description Role: viewer.
         */
        get: operations["getSenders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{sender}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set how many segments a second a sender sends
         * @description As many as the carrier has granted: an ordinary number sends one, a toll-free number three, a short code a hundred, and a messaging service what its brand is allowed. Texts above that wait at the carrier. Null restores the default. It applies at once, to every worker. Role: admin.
         */
        patch: operations["patchSendersSender"];
        trace?: never;
    };
    "/api/senders/{sender}/wake": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a sender’s pause, once its cause is fixed
         * @description Role: admin.
         */
        post: operations["postSendersSenderWake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who needs a person, what is yours, what is open, what has ended
         * @description `needs`: calls that ask for a person, conversations handed over, unclear ones, texts that failed for good with nobody acting since, analyses nobody could make; in this order, each with who has waited longest first. `mine`: open conversations assigned to whoever asks. The others: latest activity first; with `channel=call`, calls in place of conversations. `unread` counts for whoever asks. A search finds the people, and the newest thousand texts and turns with all of the words; `said` quotes the newest of a row, from its character `from` to `to`. Role: viewer.
         */
        get: operations["getInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inbox/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many rows each view has
         * @description Counts stop at a thousand. `unread`: open conversations with texts that the caller has not read. `warnings`: health warnings of the system, at most ten seconds old. Role: viewer.
         */
        get: operations["getInboxCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People, what was said in texts and calls, and campaigns
         * @description People have the letters anywhere in their name, number or email; campaigns in their name. A text or a turn has all of the words in any order, the last one as a beginning. Newest first. `excerpt` shows the words from its character `from` to `to`; `seq` is the place of the text in its conversation, or of the turn in its call. Role: viewer.
         */
        get: operations["getSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/leads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Leads as a CSV file, newest first
         * @description With the filters of the list of leads, and a column for each of their fields. UTF-8 with a byte order mark. A cell that a spreadsheet would run begins with an apostrophe. The activity log says who downloaded it. Role: agent.
         */
        get: operations["getExportsLeads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Calls as a CSV file, newest first
         * @description With the filters of the list of calls. UTF-8 with a byte order mark. A cell that a spreadsheet would run begins with an apostrophe. The activity log says who downloaded it. Role: agent.
         */
        get: operations["getExportsCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A view of the inbox as a CSV file
         * @description With the views and filters of the inbox, in its order. UTF-8 with a byte order mark. A cell that a spreadsheet would run begins with an apostrophe. The activity log says who downloaded it. Role: agent.
         */
        get: operations["getExportsConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The do-not-contact list as a CSV file, newest first
         * @description UTF-8 with a byte order mark. A cell that a spreadsheet would run begins with an apostrophe. The activity log says who downloaded it. Role: agent.
         */
        get: operations["getExportsSuppressions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Conversations, latest activity first
         * @description Role: viewer.
         */
        get: operations["getConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One conversation
         * @description Role: viewer.
         */
        get: operations["getConversationsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The texts of a conversation, in order of seq
         * @description The newest; `before`: the newest before that seq or time; `after`: the oldest after it. Messages keep their `message_id` and `seq`; there are no gaps. Role: viewer.
         */
        get: operations["getConversationsIdMessages"];
        put?: never;
        /**
         * Write to the lead; takes the conversation over in the same step
         * @description The same client_message_id again is the same message. `media` names pictures that were uploaded for this conversation; with a picture there may be no words. Role: agent.
         */
        post: operations["postConversationsIdMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What stands between the texts, oldest first
         * @description Where the lead came from, consents, campaigns, who answered, notes, appointments, do-not-contact, and how the conversation was judged; the newest entries first of all pages. `before`, with the `next_cursor` of a page, is the page before it. Role: viewer.
         */
        get: operations["getConversationsIdEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/messages/{message_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry a text that failed
         * @description For a text of a campaign, a single one or a person’s, after its cause is fixed. The retry is a text of its own that is judged like any other: hours, caps, consent, do-not-contact. A repeated request returns the same retry. Role: agent.
         */
        post: operations["postConversationsIdMessagesMessageIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/messages/{message_id}/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge whether a text of the lead is an opt-out
         * @description While a text is `pending` or `unclear`, nothing automated is sent to its number. An opt-out suppresses the number; a text that is none releases what was held. A repeated request changes nothing. Role: agent.
         */
        post: operations["postConversationsIdMessagesMessageIdVerdict"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/takeover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A person takes over
         * @description Drafts of the agent are discarded, campaigns rest. Again, it changes nothing. Role: agent.
         */
        post: operations["postConversationsIdTakeover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/handback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The agent goes on
         * @description If the lead had the last word, the agent owes an answer. Role: agent.
         */
        post: operations["postConversationsIdHandback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/hold-reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep the agent’s answer back
         * @description What is drafted is kept and not sent, what is being thought of comes too late, and the conversation rests until somebody takes it over or hands it back. Again, it changes nothing. Role: agent.
         */
        post: operations["postConversationsIdHoldReply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the conversation
         * @description A later text of the lead opens it again; what it had come to stands until it is judged again. Role: agent.
         */
        post: operations["postConversationsIdClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back that it was ended
         * @description It is yours then, and what it had come to is for its next end to say. Campaigns that ended with it stay ended. Not after an opt-out. Role: agent.
         */
        post: operations["postConversationsIdReopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * You have read everything up to this seq
         * @description Each person, and each key, has read for themselves. Role: agent.
         */
        post: operations["postConversationsIdRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The lead’s last words are unread again, for you
         * @description Role: agent.
         */
        post: operations["postConversationsIdUnread"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whose conversation it is
         * @description Role: agent.
         */
        post: operations["postConversationsIdAssign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/messages/{message_id}/media/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture or file of a text
         * @description `n` is its place in the text’s `media`, from 0. JPEG, PNG, GIF and WebP, by their content, are shown; anything else is a download. Role: viewer.
         */
        get: operations["getConversationsIdMessagesMessageIdMediaN"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/conversations/{id}/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether pictures can be sent in a conversation, and which
         * @description Role: viewer.
         */
        get: operations["getConversationsIdPictures"];
        put?: never;
        /**
         * Upload a picture to send with a text
         * @description The body is the file. Where it was taken, and by which camera, is removed from it. Its id goes into `media` of a text in this conversation; without a text it is deleted after a day. Role: agent.
         */
        post: operations["postConversationsIdPictures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pictures/{id}/{ends}/{signature}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture that is being sent, for the carrier
         * @description The address is signed, and ends with the time in which its text may be sent. Needs no key and no session.
         */
        get: operations["getPicturesIdEndsSignature"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What people of the team wrote, newest first
         * @description One that was taken away keeps its place and has no words. Role: viewer.
         */
        get: operations["getNotes"];
        put?: never;
        /**
         * Write something for the team
         * @description On a lead; also on one of its conversations or calls, whose lead it is if none is named. The lead never sees it. The same `id` again is the same note. Role: agent.
         */
        post: operations["postNotes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a note away, with its words
         * @description One’s own; an admin also those of others. Role: agent.
         */
        delete: operations["deleteNotesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who looks at a conversation or writes in it
         * @description Role: viewer.
         */
        get: operations["getPresence"];
        put?: never;
        /**
         * That you look at a conversation, write in it, or have left it
         * @description Said again every four seconds while it is so; eight seconds after the last word it is forgotten. Colleagues hear it in the live stream as `presence`. It locks nothing. Role: agent.
         */
        post: operations["postPresence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/call-signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How each live call stands: who speaks, and the words as they are spoken
         * @description For whoever comes; what follows is told in the live stream as `call_signal`. A call that has told nothing for fifteen seconds is left out. Role: viewer.
         */
        get: operations["getCallSignals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Words kept ready, by name
         * @description Role: viewer.
         */
        get: operations["getReplies"];
        put?: never;
        /**
         * Keep words ready
         * @description With variables as in a campaign: `{{first_name|there}}`. `findings` says what carriers and leads may make of them; a person reads them before they are sent. Role: agent.
         */
        post: operations["postReplies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/replies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Keep these words no longer
         * @description Role: agent.
         */
        delete: operations["deleteRepliesId"];
        options?: never;
        head?: never;
        /**
         * Change words kept ready
         * @description Role: agent.
         */
        patch: operations["patchRepliesId"];
        trace?: never;
    };
    "/api/replies/{id}/render": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The words as this lead would get them
         * @description What nobody knows of the lead stays as it is written, and stands in `missing`. Role: agent.
         */
        post: operations["postRepliesIdRender"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who talks
         * @description Role: viewer.
         */
        get: operations["getAgents"];
        put?: never;
        /**
         * A new agent
         * @description Role: admin.
         */
        post: operations["postAgents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an agent; calls that begin from now on are led by what it says then
         * @description Role: admin.
         */
        patch: operations["patchAgentsId"];
        trace?: never;
    };
    "/api/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suppressions, newest first
         * @description Role: viewer.
         */
        get: operations["getSuppressions"];
        put?: never;
        /**
         * Suppress a number
         * @description Planned calls to it are canceled in the same step. This route cannot undo it. Role: agent.
         */
        post: operations["postSuppressions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/switches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is switched off, by whom and why
         * @description Role: viewer.
         */
        get: operations["getSwitches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/switches/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Stop all calls, all texts or everything, or go on
         * @description On, nothing more is claimed; what the carrier has already, goes its way. The carrier switches `stop_texts` on, too, when it suspends the account; only a person switches it off. Off, what was held goes on at once; `stop_all` is switched off by an admin alone. Role: agent.
         */
        put: operations["putSwitchesName"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All webhook endpoints, without their secrets
         * @description Role: admin.
         */
        get: operations["getWebhookEndpoints"];
        put?: never;
        /**
         * Register a webhook endpoint
         * @description Messages are POSTed as JSON {type, timestamp, data} and signed by the Standard Webhooks scheme (webhook-id, webhook-timestamp, webhook-signature): verify them with one of its libraries. A message may arrive twice, with the same webhook-id. A message without a 2xx answer within ten seconds is tried ten times over three days; redirects are not followed; 410 switches the endpoint off. The URL must be https and on the public internet. Role: admin.
         */
        post: operations["postWebhookEndpoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an endpoint and its waiting messages
         * @description Role: admin.
         */
        delete: operations["deleteWebhookEndpointsId"];
        options?: never;
        head?: never;
        /**
         * Change an endpoint; a new secret applies from the next message
         * @description Role: admin.
         */
        patch: operations["patchWebhookEndpointsId"];
        trace?: never;
    };
    "/api/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message to an endpoint
         * @description Its type is `endpoint.test`, and its `data` is empty. What became of it stands among the deliveries. Role: admin.
         */
        post: operations["postWebhookEndpointsIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Webhook deliveries and their results, newest first
         * @description `dead`: all attempts are used up. Settled ones are kept for 30 days. Role: admin.
         */
        get: operations["getWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhook-deliveries/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry a dead message under its original id
         * @description Role: admin.
         */
        post: operations["postWebhookDeliveriesIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is notified that somebody needs a person
         * @description Role: admin.
         */
        get: operations["getNotificationRules"];
        put?: never;
        /**
         * Add a rule of notification
         * @description Each rule is carried out once for each need. A text or mail waits for the end of the colleague’s quiet hours, except about a live call, and is not sent if the need has ended by then. Where a rule finds nobody it waits until it does. A rule without a wait that names an endpoint is the message which that endpoint may receive as `person_needed` anyway; it is sent once. Role: admin.
         */
        post: operations["postNotificationRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a rule, and what it has not sent yet
         * @description Role: admin.
         */
        delete: operations["deleteNotificationRulesId"];
        options?: never;
        head?: never;
        /**
         * Change a rule of notification
         * @description It holds for needs that are open already, unless it was carried out for them. Role: admin.
         */
        patch: operations["patchNotificationRulesId"];
        trace?: never;
    };
    "/api/duty-shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is on duty when
         * @description Role: viewer.
         */
        get: operations["getDutyShifts"];
        put?: never;
        /**
         * Put somebody on duty, week by week
         * @description Role: admin.
         */
        post: operations["postDutyShifts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duty-shifts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a shift
         * @description Role: admin.
         */
        delete: operations["deleteDutyShiftsId"];
        options?: never;
        head?: never;
        /**
         * Change a shift
         * @description Role: admin.
         */
        patch: operations["patchDutyShiftsId"];
        trace?: never;
    };
    "/api/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Texts and mails to colleagues, newest first
         * @description `dropped`: the need ended before it was sent, or there is no way to the colleague (`last_error`). Webhooks stand among the deliveries. Role: admin.
         */
        get: operations["getNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All keys without their secrets, newest first
         * @description Role: admin.
         */
        get: operations["getKeys"];
        put?: never;
        /**
         * Create a key; it is shown only once
         * @description Role: admin.
         */
        post: operations["postKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key; every instance refuses it, and ends its streams, within ten seconds
         * @description Role: admin.
         */
        delete: operations["deleteKeysId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the sign-in page shows before anybody has signed in
         * @description Needs no key and no session.
         */
        get: operations["getSessionOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Sets the cookie `ringback_session`, for twelve hours. After five wrong tries in ten minutes for one email, or from one address, it is 429 until the time in `Retry-After` is over. Needs no key and no session.
         */
        post: operations["postSession"];
        /**
         * Sign out, here or everywhere; live streams end within ten seconds
         * @description For users who are signed in, of any role; not for keys.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in as one of the people of the demo, without a password
         * @description Only where DEMO_SIGN_IN is set, as `npm start` does with the simulator. Needs no key and no session.
         */
        post: operations["postSessionDemo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/invitations/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whom a link is for, and what
         * @description Needs no key and no session.
         */
        get: operations["getSessionInvitationsToken"];
        put?: never;
        /**
         * Set a password with a link, and sign in; the link works once
         * @description Needs no key and no session.
         */
        post: operations["postSessionInvitationsToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in, and the token for what writes
         * @description Requests that write by the session’s cookie carry `csrf_token` in the header `X-CSRF-Token`. For users who are signed in, of any role; not for keys.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change one’s own name, time zone, preferences, quiet hours and phone number
         * @description During quiet hours no text or mail about leads is sent to the person, except about a live call; it is sent when they end. They are times of day in the person’s time zone. The phone number is for such texts alone. Null removes either. For users who are signed in, of any role; not for keys.
         */
        patch: operations["patchMe"];
        trace?: never;
    };
    "/api/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one’s own password; every other session of one’s own ends
         * @description For users who are signed in, of any role; not for keys.
         */
        post: operations["postMePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All people, by name; emails for admins only
         * @description Role: viewer.
         */
        get: operations["getUsers"];
        put?: never;
        /**
         * Invite somebody; the link is shown this once
         * @description With the link, which works once and for a week, they set their password. It is also sent by mail where SMTP_URL is set. Role: admin.
         */
        post: operations["postUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a name or a role, or shut somebody out
         * @description A new role holds from the next request on. Who is disabled is signed out everywhere. The last admin who can come in stays one. `max_open_conversations`: from so many open conversations on, none is assigned to them by this system; null is ten. Role: admin.
         */
        patch: operations["patchUsersId"];
        trace?: never;
    };
    "/api/users/{id}/reset-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A link for a new password; it is shown this once
         * @description It works once and for a week, and any link before it works no more. Role: admin.
         */
        post: operations["postUsersIdResetLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what and when, newest first
         * @description Role: admin.
         */
        get: operations["getActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that changes, as it changes
         * @description Server-Sent Events. Each has the id of the log and, as JSON, `{id, topic, type, at, payload}`: the row after the change, or the key of one that is gone. `ready` says where the stream begins. With the id that was heard last, as `Last-Event-ID` or `last_event_id`, nothing in between is lost, on any server; if the log does not go back that far, `reset` says so: load the snapshot again. `bye` says why the server closes it: `unauthorized` within ten seconds of its key being revoked or expired, or of its session having ended. `lead_id` marks the lead as being looked at while the stream is open. `beat` comes every 15 seconds: a stream without anything for longer is dead. `presence` says who looks at a conversation or writes in it; it has no id, and is not told later. `call_signal` says who speaks in a live call, the words as they are spoken, and which tool runs: at most four times a second for a call, without an id. Role: viewer.
         */
        get: operations["getLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest rows, and from where on the live stream continues them
         * @description Open the stream with `last_event_id` of this answer, and put each row it tells of in its place. A row belongs in if it is not below the `window`. Role: viewer.
         */
        get: operations["getSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/leads/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A lead from a form or another system
         * @description The source authenticates as set up at POST /api/lead-sources: `X-Ringback-Secret`, `?secret=…`, `X-Ringback-Signature: sha256=<hex of HMAC-SHA256(body)>` or `t=<seconds>,v1=<hex>`; or an API key with the role agent as `Authorization: Bearer …`. The same number for the same campaign is the same lead, so a form may be sent again.
         */
        post: operations["postWebhooksLeadsSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media-stream-twiml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Twilio: a call comes in
         * @description The number’s voice URL. Signed by Twilio (X-Twilio-Signature, over PUBLIC_URL and the path as requested).
         */
        post: operations["postMediaStreamTwiml"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/twilio/voice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Twilio: one of our calls was answered, or its stream has ended
         * @description The system passes this URL when it places the call; it needs no configuration. Signed by Twilio (X-Twilio-Signature, over PUBLIC_URL and the path as requested).
         */
        post: operations["postWebhooksTwilioVoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/twilio/voice/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Twilio: the status of a call
         * @description In any order, any number of times. Signed by Twilio (X-Twilio-Signature, over PUBLIC_URL and the path as requested).
         */
        post: operations["postWebhooksTwilioVoiceStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/twilio/voice/amd": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Twilio: whether an answering machine picked up
         * @description In any order, any number of times. Signed by Twilio (X-Twilio-Signature, over PUBLIC_URL and the path as requested).
         */
        post: operations["postWebhooksTwilioVoiceAmd"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/twilio/voice/recording": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Twilio: a recording
         * @description In any order, any number of times. Signed by Twilio (X-Twilio-Signature, over PUBLIC_URL and the path as requested).
         */
        post: operations["postWebhooksTwilioVoiceRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/twilio/voice/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Twilio: the result of a transfer
         * @description The system’s own TwiML names this URL. Signed by Twilio (X-Twilio-Signature, over PUBLIC_URL and the path as requested).
         */
        post: operations["postWebhooksTwilioVoiceTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/twilio/sms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Twilio: a text comes in
         * @description The number’s or the messaging service’s inbound URL. Signed by Twilio (X-Twilio-Signature, over PUBLIC_URL and the path as requested).
         */
        post: operations["postWebhooksTwilioSms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/twilio/sms/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Twilio: the status of a text
         * @description In any order, any number of times. Signed by Twilio (X-Twilio-Signature, over PUBLIC_URL and the path as requested).
         */
        post: operations["postWebhooksTwilioSmsStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/retell": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retell: events of calls and chats; also texts that a program relays
         * @description Signed by Retell (X-Retell-Signature), or sent with an API key with the role agent.
         */
        post: operations["postWebhooksRetell"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/retell/inbound": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retell: who calls or writes?
         * @description Signed by Retell (X-Retell-Signature), or sent with an API key with the role agent.
         */
        post: operations["postWebhooksRetellInbound"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "conversation.needs_person": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * conversation.needs_person
         * @description A person is needed: the lead or the agent asked for one, or the agent may not answer. Signed by the Standard Webhooks scheme: webhook-id (the same at every attempt), webhook-timestamp, webhook-signature. Any 2xx acknowledges it; otherwise it is retried, ten times over three days.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        type: "conversation.needs_person";
                        /** Format: date-time */
                        timestamp: string;
                        data: {
                            lead_id: number | null;
                            outcome: string;
                            reason: string;
                            call_id?: string;
                            conversation_id?: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Heard; any 2xx */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    person_needed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * person_needed
         * @description Somebody begins to need a person, as the inbox lists it: handed over, unclear, a text failed for good, a call asks for a person, or an analysis that nobody could make. Once for each need. Signed by the Standard Webhooks scheme: webhook-id (the same at every attempt), webhook-timestamp, webhook-signature. Any 2xx acknowledges it; otherwise it is retried, ten times over three days.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        type: "person_needed";
                        /** Format: date-time */
                        timestamp: string;
                        data: {
                            lead_id: number | null;
                            outcome: string;
                            reason: string;
                            call_id?: string;
                            conversation_id?: string;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Heard; any 2xx */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        Problem: {
            /** @enum {boolean} */
            success: false;
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            faults: {
                path: string;
                found: string;
                expected: string;
            }[];
            lead_id?: number;
        };
        ScheduledCall: {
            /** Format: uuid */
            call_id: string;
            job_id: string;
            /**
             * @description `scheduled` or `held`; for a merged order, the status of its call.
             * @enum {string}
             */
            status: "scheduled" | "held" | "dialing" | "unknown" | "queued" | "ringing" | "in_progress" | "completed" | "busy" | "no_answer" | "failed" | "canceled";
            /** @description Whether a job is in the queue. False: the call is due in more than 15 minutes, or the queue is down; the sweep adds the job. */
            queued: boolean;
            /**
             * @description Another order for this number and agent was due within ten minutes, and neither had a key: both are this one call. The words of the later order replace those of the earlier one until dialing starts.
             * @enum {boolean}
             */
            merged?: true;
            held_until?: string;
            /** @example quiet_hours */
            held_reason?: string;
        };
        PlannedText: {
            /** Format: uuid */
            message_id: string;
            job_id: string;
            /** Format: uuid */
            conversation_id: string;
            /** @example pending */
            status: string;
            /** @description Whether a job is in the queue. False: the text is due in more than 15 minutes, or the queue is down; the sweep adds the job. */
            queued: boolean;
            /**
             * @description The same words to this number were due within ten minutes, and neither order had a key: both are this one text.
             * @enum {boolean}
             */
            merged?: true;
            held_until?: string;
            /** @example quiet_hours */
            held_reason?: string;
        };
        DeadLetter: {
            job_id: string;
            queue: string;
            attempts: number;
            /** @description An error code. */
            failure: string | null;
            added_at: string;
            failed_at: string;
            /** @description For an analysis: that of the call or conversation. */
            call_id: string | null;
            message_id: string | null;
            conversation_id: string | null;
        };
        ListedCall: components["schemas"]["Call"] & {
            /** @description What is counted for it so far. */
            cost_usd: number;
            analysis?: {
                /** Format: uuid */
                id: string;
                call_id: string | null;
                call_sid: string | null;
                conversation_id: string | null;
                lead_id: number | null;
                channel: string;
                /** @enum {string} */
                status: "done" | "needs_review";
                /** @enum {string|null} */
                outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                outcome_quote: string | null;
                outcome_turn: number | null;
                summary: string | null;
                /** @enum {string|null} */
                sentiment: "positive" | "neutral" | "negative" | null;
                facts: unknown[];
                dropped: unknown[];
                next_action: {
                    [key: string]: unknown;
                } | null;
                /** @enum {string} */
                decided_by: "rules" | "model" | "staff" | "nobody";
                model: string | null;
                failure: string | null;
                correction: {
                    by_id: string | null;
                    by_name: string;
                    at: string;
                    reason: string | null;
                    found: {
                        /** @enum {string} */
                        status: "done" | "needs_review";
                        /** @enum {string|null} */
                        outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                        outcome_quote: string | null;
                        outcome_turn: number | null;
                        failure: string | null;
                        /** @enum {string} */
                        decided_by: "rules" | "model" | "staff" | "nobody";
                    };
                } | null;
                created_at: string;
                updated_at: string;
            } | null;
        };
        Call: {
            /** Format: uuid */
            id: string;
            lead_id: number | null;
            /** Format: uuid */
            agent_id: string | null;
            /** @enum {string} */
            direction: "outbound" | "inbound";
            provider: string;
            voice: string;
            to_number: string;
            from_number: string | null;
            lead_phone: string;
            phone_extension: string | null;
            /** @enum {string} */
            status: "scheduled" | "held" | "dialing" | "unknown" | "queued" | "ringing" | "in_progress" | "completed" | "busy" | "no_answer" | "failed" | "canceled";
            /** @enum {string} */
            priority: "low" | "normal" | "high";
            message: string | null;
            origin: string;
            campaign_id: string | null;
            metadata: {
                [key: string]: unknown;
            };
            run_at: string;
            held_reason: string | null;
            held_until: string | null;
            held_rule: string | null;
            dial: number;
            redial_of: string | null;
            callback_of: string | null;
            call_sid: string | null;
            answered_by: string | null;
            duration_seconds: number | null;
            end_reason: string | null;
            wrap_up: string | null;
            wrap_up_reason: string | null;
            agent_heard_ms: number | null;
            lead_heard_ms: number | null;
            silence_reason: string | null;
            reached: boolean | null;
            transfer_result: string | null;
            person_asked_at: string | null;
            recording_sid: string | null;
            recording_url: string | null;
            recording_seconds: number | null;
            dialed_at: string | null;
            answered_at: string | null;
            ended_at: string | null;
            settled_at: string | null;
            created_at: string;
            fence: number;
            streams_opened: number;
            stream_open_since: string | null;
            updated_at: string;
        };
        CallCounts: {
            all: number;
            reached: number;
            booked: number;
            missed: number;
            failed: number;
            waiting: number;
        };
        CallInFull: {
            /** Format: uuid */
            id: string;
            lead_id: number | null;
            /** Format: uuid */
            agent_id: string | null;
            /** @enum {string} */
            direction: "outbound" | "inbound";
            provider: string;
            voice: string;
            to_number: string;
            from_number: string | null;
            lead_phone: string;
            phone_extension: string | null;
            /** @enum {string} */
            status: "scheduled" | "held" | "dialing" | "unknown" | "queued" | "ringing" | "in_progress" | "completed" | "busy" | "no_answer" | "failed" | "canceled";
            /** @enum {string} */
            priority: "low" | "normal" | "high";
            message: string | null;
            origin: string;
            campaign_id: string | null;
            metadata: {
                [key: string]: unknown;
            };
            run_at: string;
            held_reason: string | null;
            held_until: string | null;
            held_rule: string | null;
            dial: number;
            redial_of: string | null;
            callback_of: string | null;
            call_sid: string | null;
            answered_by: string | null;
            duration_seconds: number | null;
            end_reason: string | null;
            wrap_up: string | null;
            wrap_up_reason: string | null;
            agent_heard_ms: number | null;
            lead_heard_ms: number | null;
            silence_reason: string | null;
            reached: boolean | null;
            transfer_result: string | null;
            person_asked_at: string | null;
            recording_sid: string | null;
            recording_url: string | null;
            recording_seconds: number | null;
            dialed_at: string | null;
            answered_at: string | null;
            ended_at: string | null;
            settled_at: string | null;
            created_at: string;
            fence: number;
            streams_opened: number;
            stream_open_since: string | null;
            updated_at: string;
            events: {
                id: number;
                call_id: string | null;
                call_sid: string;
                kind: string;
                from_number: string | null;
                to_number: string | null;
                call_status: string | null;
                duration: number | null;
                sequence: number | null;
                payload: {
                    [key: string]: unknown;
                };
                received_at: string;
            }[];
            transcript: {
                id: number;
                call_sid: string;
                lead_id: number | null;
                seq: number;
                /** @enum {string} */
                role: "user" | "assistant" | "system";
                content: string;
                heard: boolean;
                generated: string | null;
                reply_ms: number | null;
                timestamp: string;
            }[];
            analysis: {
                /** Format: uuid */
                id: string;
                call_id: string | null;
                call_sid: string | null;
                conversation_id: string | null;
                lead_id: number | null;
                channel: string;
                /** @enum {string} */
                status: "done" | "needs_review";
                /** @enum {string|null} */
                outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                outcome_quote: string | null;
                outcome_turn: number | null;
                summary: string | null;
                /** @enum {string|null} */
                sentiment: "positive" | "neutral" | "negative" | null;
                facts: unknown[];
                dropped: unknown[];
                next_action: {
                    [key: string]: unknown;
                } | null;
                /** @enum {string} */
                decided_by: "rules" | "model" | "staff" | "nobody";
                model: string | null;
                failure: string | null;
                correction: {
                    by_id: string | null;
                    by_name: string;
                    at: string;
                    reason: string | null;
                    found: {
                        /** @enum {string} */
                        status: "done" | "needs_review";
                        /** @enum {string|null} */
                        outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                        outcome_quote: string | null;
                        outcome_turn: number | null;
                        failure: string | null;
                        /** @enum {string} */
                        decided_by: "rules" | "model" | "staff" | "nobody";
                    };
                } | null;
                created_at: string;
                updated_at: string;
            } | null;
            decisions: {
                id: number;
                at: string;
                lead_id: number | null;
                call_id: string | null;
                message_id?: string | null;
                channel: string;
                /** @enum {string} */
                verdict: "allow" | "hold" | "deny";
                rule: string;
                reason: string;
                hold_until: string | null;
                evidence: {
                    [key: string]: unknown;
                };
            }[];
            tools: {
                name: string;
                began_at: string;
                took_ms: number;
                is_done: boolean;
            }[];
        };
        Turn: {
            id: number;
            call_sid: string;
            /** @enum {string} */
            role: "user" | "assistant" | "system";
            content: string;
            timestamp: string;
            heard: boolean;
        };
        ImportReport: {
            bytes: number;
            /** @description Rows read, including those with faults. */
            rows: number;
            created: number;
            /** @description Leads that existed; their empty fields were filled. */
            known: number;
            enrolled: number;
            refused: number;
            /** @description Enrolled rows whose consent in this file does not cover the campaign in the country of their number: without a stronger consent on record they are not contacted, and /why of the lead gives this reason. */
            weak_consents: number;
            /** @description The results of the stored rows: stored, enrolled, no_consent, suppressed … */
            results: {
                [key: string]: number;
            };
            faults: {
                line: number;
                path: string;
                found: string;
                expected: string;
            }[];
            faults_omitted: number;
            /** @description Opt-outs in the file, which are put on the do-not-contact list. */
            do_not_contact: {
                rows: number;
                numbers: number;
                /** @description Numbers that were not on the list before. */
                added: number;
                /** @description Rows refused because their answer cannot be read with certainty. */
                unclear: number;
                lines: number[];
            };
            /** @description Values that were changed or not read. They are stored in `custom`. */
            warnings: {
                line: number;
                path: string;
                message: string;
            }[];
            warnings_omitted: number;
            encoding: string | null;
            columns: {
                name: string;
                read_as: string;
            }[];
            ignored_columns: string[];
            /** @description A preview of the first rows. Only for a dry run. */
            preview: {
                line: number;
                lead: {
                    [key: string]: unknown;
                } | null;
                /** @description Null: its fallback. */
                greeting: string | null;
                do_not_contact: {
                    scope: string;
                    words: string;
                }[];
                warnings: {
                    path: string;
                    message: string;
                }[];
                refused: {
                    path: string;
                    found: string;
                    expected: string;
                } | null;
            }[];
            dry_run: boolean;
        };
        ListedLead: {
            id: number;
            name: string | null;
            phone: string;
            phone_extension: string | null;
            email: string | null;
            external_id: string | null;
            source: string;
            timezone: string | null;
            region: string | null;
            country: string | null;
            postal_code: string | null;
            /** @enum {string} */
            lead_status: "new" | "contacted" | "unreachable" | "do_not_contact";
            /** @enum {string|null} */
            outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
            outcome_at: string | null;
            call_sid: string | null;
            last_contacted_at: string | null;
            notes: string | null;
            custom: {
                [key: string]: unknown;
            };
            assigned_to: string | null;
            created_at: string;
            updated_at: string;
            next_contact: {
                at: string | null;
                /** @enum {string} */
                channel: "call" | "text";
                /** @enum {string} */
                what: "call" | "text" | "step" | "reply" | "person" | "paused";
                rule: string | null;
                is_held: boolean;
                campaign_id: string | null;
                step: number | null;
            } | null;
            last_contact: {
                at: string;
                /** @enum {string} */
                channel: "call" | "text";
                /** @enum {string} */
                direction: "outbound" | "inbound";
                status: string;
                seconds: number | null;
            } | null;
        };
        LeadCounts: {
            all: number;
            new_today: number;
            not_contacted: number;
            waiting: number;
        };
        Lead: {
            id: number;
            name: string | null;
            phone: string;
            phone_extension: string | null;
            email: string | null;
            external_id: string | null;
            source: string;
            timezone: string | null;
            region: string | null;
            country: string | null;
            postal_code: string | null;
            /** @enum {string} */
            lead_status: "new" | "contacted" | "unreachable" | "do_not_contact";
            /** @enum {string|null} */
            outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
            outcome_at: string | null;
            call_sid: string | null;
            last_contacted_at: string | null;
            notes: string | null;
            custom: {
                [key: string]: unknown;
            };
            assigned_to: string | null;
            created_at: string;
            updated_at: string;
        };
        ContactedLead: {
            id: number;
            name: string | null;
            phone: string;
            phone_extension: string | null;
            email: string | null;
            external_id: string | null;
            source: string;
            timezone: string | null;
            region: string | null;
            country: string | null;
            postal_code: string | null;
            /** @enum {string} */
            lead_status: "new" | "contacted" | "unreachable" | "do_not_contact";
            /** @enum {string|null} */
            outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
            outcome_at: string | null;
            call_sid: string | null;
            last_contacted_at: string | null;
            notes: string | null;
            custom: {
                [key: string]: unknown;
            };
            assigned_to: string | null;
            created_at: string;
            updated_at: string;
            next_contact: {
                at: string | null;
                /** @enum {string} */
                channel: "call" | "text";
                /** @enum {string} */
                what: "call" | "text" | "step" | "reply" | "person" | "paused";
                rule: string | null;
                is_held: boolean;
                campaign_id: string | null;
                step: number | null;
            } | null;
            last_contact: {
                at: string;
                /** @enum {string} */
                channel: "call" | "text";
                /** @enum {string} */
                direction: "outbound" | "inbound";
                status: string;
                seconds: number | null;
            } | null;
        };
        TimelineEntry: {
            /** @enum {string} */
            kind: "arrival";
            at: string;
            arrival: {
                lead_id: number;
                source: string;
                external_id: string | null;
            };
        } | {
            /** @enum {string} */
            kind: "consent";
            at: string;
            consent: {
                /** @enum {string} */
                event: "given" | "revoked";
                consent: {
                    id: number;
                    lead_id: number | null;
                    phone: string;
                    /** @enum {string} */
                    channel: "text" | "call" | "all";
                    /** @enum {string} */
                    kind: "written" | "express" | "implied" | "operator" | "keyword";
                    text_version: string | null;
                    form_id: string | null;
                    source: string;
                    at: string;
                    expires_at: string | null;
                    revoked_at: string | null;
                    text: string | null;
                    url: string | null;
                    ip: string | null;
                    user_agent: string | null;
                    evidence: {
                        [key: string]: unknown;
                    };
                };
            };
        } | {
            /** @enum {string} */
            kind: "enrollment";
            at: string;
            enrollment: {
                id: number;
                /** Format: uuid */
                campaign_id: string;
                lead_id: number | null;
                lead_phone: string;
                phone_extension: string | null;
                /** @enum {string} */
                channel: "text" | "call";
                /** @enum {string} */
                status: "active" | "paused" | "completed" | "stopped";
                reason: string | null;
                next_step: number;
                next_message_at: string | null;
                message_id: string | null;
                call_id: string | null;
                held_until: string | null;
                held_rule: string | null;
                enrolled_at: string;
                paused_at: string | null;
                ended_at: string | null;
            };
        } | {
            /** @enum {string} */
            kind: "call";
            at: string;
            call: {
                /** Format: uuid */
                id: string;
                lead_id: number | null;
                /** Format: uuid */
                agent_id: string | null;
                /** @enum {string} */
                direction: "outbound" | "inbound";
                provider: string;
                voice: string;
                to_number: string;
                from_number: string | null;
                lead_phone: string;
                phone_extension: string | null;
                /** @enum {string} */
                status: "scheduled" | "held" | "dialing" | "unknown" | "queued" | "ringing" | "in_progress" | "completed" | "busy" | "no_answer" | "failed" | "canceled";
                /** @enum {string} */
                priority: "low" | "normal" | "high";
                message: string | null;
                origin: string;
                campaign_id: string | null;
                metadata: {
                    [key: string]: unknown;
                };
                run_at: string;
                held_reason: string | null;
                held_until: string | null;
                held_rule: string | null;
                dial: number;
                redial_of: string | null;
                callback_of: string | null;
                call_sid: string | null;
                answered_by: string | null;
                duration_seconds: number | null;
                end_reason: string | null;
                wrap_up: string | null;
                wrap_up_reason: string | null;
                agent_heard_ms: number | null;
                lead_heard_ms: number | null;
                silence_reason: string | null;
                reached: boolean | null;
                transfer_result: string | null;
                person_asked_at: string | null;
                recording_sid: string | null;
                recording_url: string | null;
                recording_seconds: number | null;
                dialed_at: string | null;
                answered_at: string | null;
                ended_at: string | null;
                settled_at: string | null;
                created_at: string;
                fence: number;
                streams_opened: number;
                stream_open_since: string | null;
                updated_at: string;
            };
        } | {
            /** @enum {string} */
            kind: "text";
            at: string;
            text: {
                /** Format: uuid */
                message_id: string;
                /** Format: uuid */
                conversation_id: string;
                lead_id: number | null;
                lead_phone: string;
                seq: number | null;
                client_message_id: string | null;
                source_message_id: string | null;
                /** @enum {string} */
                direction: "outbound" | "inbound";
                /** @enum {string} */
                author: "lead" | "ai" | "human" | "campaign" | "system";
                /** @enum {string} */
                kind: "inbound" | "campaign" | "single" | "reply" | "human" | "notice";
                body: string | null;
                media: {
                    /** Format: uuid */
                    id: string;
                    /** @enum {string} */
                    state: "pending" | "kept" | "failed" | "deleted";
                    /** @enum {string|null} */
                    fault: "too_large" | "gone" | "unreachable" | "refused" | null;
                    type: string | null;
                    bytes: number | null;
                }[];
                /** @enum {string} */
                delivery_status: "pending" | "held" | "sending" | "unknown" | "queued" | "sent" | "delivered" | "undelivered" | "failed" | "canceled" | "suppressed" | "received";
                delivery_error: string | null;
                delivered_at: string | null;
                provider: string;
                provider_sid: string | null;
                campaign_id: string | null;
                enrollment_id: number | null;
                step: number | null;
                step_version: number | null;
                variant: string | null;
                retry_of: string | null;
                attempt: number;
                in_reply_to_seq: number | null;
                notice: string | null;
                sent_by: string | null;
                send_at: string | null;
                held_reason: string | null;
                held_until: string | null;
                held_rule: string | null;
                suppressed_reason: string | null;
                sent_at: string | null;
                segments: number | null;
                cost_usd: number | null;
                opt_out: {
                    [key: string]: unknown;
                } | null;
                /** @enum {string|null} */
                refusal_verdict: "pending" | "refuses" | "not" | "unclear" | null;
                /** @enum {string|null} */
                refusal_by: "rules" | "model" | "person" | null;
                /** @enum {string|null} */
                refusal_scope: "all" | "sms" | "voice" | null;
                refusal_words: string | null;
                refusal_why: string | null;
                judged_at: string | null;
                created_at: string;
                fence: number;
                checks: number;
                claimed_at: string | null;
                valid_until: string | null;
                updated_at: string;
            };
        } | {
            /** @enum {string} */
            kind: "decision";
            at: string;
            decision: {
                id: number;
                at: string;
                lead_id: number | null;
                call_id: string | null;
                message_id?: string | null;
                channel: string;
                /** @enum {string} */
                verdict: "allow" | "hold" | "deny";
                rule: string;
                reason: string;
                hold_until: string | null;
                evidence: {
                    [key: string]: unknown;
                };
            };
        } | {
            /** @enum {string} */
            kind: "analysis";
            at: string;
            analysis: {
                /** Format: uuid */
                id: string;
                call_id: string | null;
                call_sid: string | null;
                conversation_id: string | null;
                lead_id: number | null;
                channel: string;
                /** @enum {string} */
                status: "done" | "needs_review";
                /** @enum {string|null} */
                outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                outcome_quote: string | null;
                outcome_turn: number | null;
                summary: string | null;
                /** @enum {string|null} */
                sentiment: "positive" | "neutral" | "negative" | null;
                facts: unknown[];
                dropped: unknown[];
                next_action: {
                    [key: string]: unknown;
                } | null;
                /** @enum {string} */
                decided_by: "rules" | "model" | "staff" | "nobody";
                model: string | null;
                failure: string | null;
                correction: {
                    by_id: string | null;
                    by_name: string;
                    at: string;
                    reason: string | null;
                    found: {
                        /** @enum {string} */
                        status: "done" | "needs_review";
                        /** @enum {string|null} */
                        outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                        outcome_quote: string | null;
                        outcome_turn: number | null;
                        failure: string | null;
                        /** @enum {string} */
                        decided_by: "rules" | "model" | "staff" | "nobody";
                    };
                } | null;
                created_at: string;
                updated_at: string;
            };
        } | {
            /** @enum {string} */
            kind: "appointment";
            at: string;
            appointment: {
                /** Format: uuid */
                id: string;
                lead_id: number | null;
                call_id: string | null;
                conversation_id: string | null;
                starts_at: string;
                words: string | null;
                created_at: string;
            };
        } | {
            /** @enum {string} */
            kind: "ownership";
            at: string;
            ownership: {
                id: number;
                /** Format: uuid */
                conversation_id: string;
                /** @enum {string} */
                from_owner: "ai" | "human" | "paused" | "closed";
                /** @enum {string} */
                to_owner: "ai" | "human" | "paused" | "closed";
                assigned_to: string | null;
                actor_id: string | null;
                actor_name: string | null;
                reason: string;
                at: string;
            };
        } | {
            /** @enum {string} */
            kind: "note";
            at: string;
            note: {
                /** Format: uuid */
                id: string;
                lead_id: number;
                conversation_id: string | null;
                call_id: string | null;
                /** Format: uuid */
                author_id: string;
                author_name: string;
                body: string;
                created_at: string;
                deleted_at: string | null;
            };
        } | {
            /** @enum {string} */
            kind: "correction";
            at: string;
            correction: {
                id: number;
                restored: boolean;
                /** @enum {string|null} */
                from: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                /** @enum {string|null} */
                to: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                call_id: string | null;
                conversation_id: string | null;
                actor_id: string | null;
                actor_name: string;
            };
        } | {
            /** @enum {string} */
            kind: "assignment";
            at: string;
            assignment: {
                id: number;
                from: string | null;
                to: string | null;
                actor_id: string | null;
                actor_name: string;
            };
        } | {
            /** @enum {string} */
            kind: "suppression";
            at: string;
            suppression: {
                /** @enum {string} */
                event: "added" | "lifted";
                suppression: {
                    id: number;
                    phone: string | null;
                    /** @enum {string} */
                    scope: "all" | "voice" | "sms";
                    source: string;
                    words: string | null;
                    call_id: string | null;
                    message_id: string | null;
                    created_at: string;
                    lifted_at: string | null;
                };
            };
        };
        Decision: {
            id: number;
            at: string;
            lead_id: number | null;
            call_id: string | null;
            message_id?: string | null;
            channel: string;
            /** @enum {string} */
            verdict: "allow" | "hold" | "deny";
            rule: string;
            reason: string;
            hold_until: string | null;
            evidence: {
                [key: string]: unknown;
            };
        };
        ConsentEvidence: {
            lead_id: number;
            phone: string;
            as_of: string;
            /** @description By a campaign that sells. */
            may_be_texted: boolean;
            /** @description By a campaign that sells. */
            may_be_called: boolean;
            /** @description Which contacts the number, the do-not-contact list and the consents allow, and which rule denies the others. Hours and caps apply in addition. */
            permits: {
                /** @enum {string} */
                channel: "call" | "text";
                /** @enum {string} */
                purpose: "marketing" | "informational" | "single";
                allowed: boolean;
                rule: string;
                reason: string;
            }[];
            consents: {
                id: number;
                lead_id: number | null;
                phone: string;
                /** @enum {string} */
                channel: "text" | "call" | "all";
                /** @enum {string} */
                kind: "written" | "express" | "implied" | "operator" | "keyword";
                text_version: string | null;
                form_id: string | null;
                source: string;
                at: string;
                expires_at: string | null;
                revoked_at: string | null;
                text: string | null;
                url: string | null;
                ip: string | null;
                user_agent: string | null;
                evidence: {
                    [key: string]: unknown;
                };
                in_force: boolean;
            }[];
            suppressions: {
                id: number;
                /** @enum {string} */
                scope: "all" | "voice" | "sms";
                source: string;
                words: string | null;
                call_id: string | null;
                message_id: string | null;
                created_at: string;
                lifted_at: string | null;
            }[];
            enrollments: {
                id: number;
                /** Format: uuid */
                campaign_id: string;
                lead_id: number | null;
                lead_phone: string;
                phone_extension: string | null;
                /** @enum {string} */
                channel: "text" | "call";
                /** @enum {string} */
                status: "active" | "paused" | "completed" | "stopped";
                reason: string | null;
                next_step: number;
                next_message_at: string | null;
                message_id: string | null;
                call_id: string | null;
                held_until: string | null;
                held_rule: string | null;
                enrolled_at: string;
                paused_at: string | null;
                ended_at: string | null;
            }[];
            decisions: {
                id: number;
                at: string;
                lead_id: number | null;
                call_id: string | null;
                message_id?: string | null;
                channel: string;
                /** @enum {string} */
                verdict: "allow" | "hold" | "deny";
                rule: string;
                reason: string;
                hold_until: string | null;
                evidence: {
                    [key: string]: unknown;
                };
            }[];
        };
        LeadPolicy: {
            text: components["schemas"]["ContactVerdict"];
            call: components["schemas"]["ContactVerdict"];
            window: {
                from: string;
                to: string;
            }[];
            zone: string | null;
            /** @enum {string} */
            zone_source: "lead" | "region" | "number" | "unknown";
            local_time: string | null;
            caps: {
                today: {
                    used: number;
                    most: number;
                };
                week: {
                    used: number;
                    most: number;
                };
            };
            consent: {
                text: {
                    id: number;
                    lead_id: number | null;
                    phone: string;
                    /** @enum {string} */
                    channel: "text" | "call" | "all";
                    /** @enum {string} */
                    kind: "written" | "express" | "implied" | "operator" | "keyword";
                    text_version: string | null;
                    form_id: string | null;
                    source: string;
                    at: string;
                    expires_at: string | null;
                    revoked_at: string | null;
                    text: string | null;
                    url: string | null;
                    ip: string | null;
                    user_agent: string | null;
                    evidence: {
                        [key: string]: unknown;
                    };
                } | null;
                call: {
                    id: number;
                    lead_id: number | null;
                    phone: string;
                    /** @enum {string} */
                    channel: "text" | "call" | "all";
                    /** @enum {string} */
                    kind: "written" | "express" | "implied" | "operator" | "keyword";
                    text_version: string | null;
                    form_id: string | null;
                    source: string;
                    at: string;
                    expires_at: string | null;
                    revoked_at: string | null;
                    text: string | null;
                    url: string | null;
                    ip: string | null;
                    user_agent: string | null;
                    evidence: {
                        [key: string]: unknown;
                    };
                } | null;
            };
            rules: {
                rule: string;
                source: string;
            }[];
        };
        ContactVerdict: {
            /** @enum {string} */
            verdict: "allow" | "hold" | "deny";
            rule: string;
            words: string;
            /** @description Allowed until then, held until then; null: waiting does not help. */
            until: string | null;
        };
        Analysis: {
            /** Format: uuid */
            id: string;
            call_id: string | null;
            call_sid: string | null;
            conversation_id: string | null;
            lead_id: number | null;
            channel: string;
            /** @enum {string} */
            status: "done" | "needs_review";
            /** @enum {string|null} */
            outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
            outcome_quote: string | null;
            outcome_turn: number | null;
            summary: string | null;
            /** @enum {string|null} */
            sentiment: "positive" | "neutral" | "negative" | null;
            facts: unknown[];
            dropped: unknown[];
            next_action: {
                [key: string]: unknown;
            } | null;
            /** @enum {string} */
            decided_by: "rules" | "model" | "staff" | "nobody";
            model: string | null;
            failure: string | null;
            correction: {
                by_id: string | null;
                by_name: string;
                at: string;
                reason: string | null;
                found: {
                    /** @enum {string} */
                    status: "done" | "needs_review";
                    /** @enum {string|null} */
                    outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                    outcome_quote: string | null;
                    outcome_turn: number | null;
                    failure: string | null;
                    /** @enum {string} */
                    decided_by: "rules" | "model" | "staff" | "nobody";
                };
            } | null;
            created_at: string;
            updated_at: string;
        };
        Appointment: {
            /** Format: uuid */
            id: string;
            lead_id: number | null;
            call_id: string | null;
            conversation_id: string | null;
            starts_at: string;
            words: string | null;
            created_at: string;
        };
        LeadSource: {
            source: string;
            /** @enum {string} */
            auth: "secret" | "hmac";
            mapping: {
                [key: string]: string;
            };
            preset: string;
            campaign_id: string | null;
            /** @description The URL for the leads of the source. */
            url: string;
        };
        CampaignRow: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            status: "draft" | "running" | "paused" | "ended";
            /** @enum {string} */
            channel: "text" | "call";
            agent_id: string | null;
            provider: string;
            sender: string;
            goal: string | null;
            timezone: string;
            daily_cap: number | null;
            per_lead_per_day: number | null;
            budget_usd: number | null;
            rules: {
                [key: string]: unknown;
            };
            capped_until: string | null;
            started_at: string | null;
            ended_at: string | null;
            created_at: string;
            updated_at: string;
        };
        Campaign: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            status: "draft" | "running" | "paused" | "ended";
            /** @enum {string} */
            channel: "text" | "call";
            agent_id: string | null;
            provider: string;
            sender: string;
            goal: string | null;
            timezone: string;
            daily_cap: number | null;
            per_lead_per_day: number | null;
            budget_usd: number | null;
            rules: {
                [key: string]: unknown;
            };
            capped_until: string | null;
            started_at: string | null;
            ended_at: string | null;
            created_at: string;
            updated_at: string;
            steps: {
                position: number;
                /** @enum {string} */
                channel: "text" | "call";
                delay_seconds: number;
                variants: {
                    name: string;
                    weight: number;
                    body: string;
                }[];
                version: number;
            }[];
            progress: {
                enrollments: {
                    [key: string]: number;
                };
                messages: {
                    [key: string]: number;
                };
                today: number;
            };
            /** @description Problems of the words that do not prevent saving, and plans that exceed the limits for one lead in the settings. */
            warnings: {
                path: string;
                rule: string;
                message: string;
            }[];
        };
        CampaignStep: {
            /**
             * @default text
             * @enum {string}
             */
            channel: "text" | "call";
            /**
             * @description Counted from the enrollment for the first step, from the previous step for the others.
             * @default 0
             */
            delay_seconds: number;
            /** @description The words, with variables such as {{first_name|there}}. */
            body?: string;
            /** @description Several wordings, chosen by their weights. */
            variants?: {
                name: string;
                /** @default 1 */
                weight: number;
                body: string;
            }[];
        };
        Enrollment: {
            id: number;
            /** Format: uuid */
            campaign_id: string;
            lead_id: number | null;
            lead_phone: string;
            phone_extension: string | null;
            /** @enum {string} */
            channel: "text" | "call";
            /** @enum {string} */
            status: "active" | "paused" | "completed" | "stopped";
            reason: string | null;
            next_step: number;
            next_message_at: string | null;
            message_id: string | null;
            call_id: string | null;
            held_until: string | null;
            held_rule: string | null;
            enrolled_at: string;
            paused_at: string | null;
            ended_at: string | null;
        };
        Sender: {
            /** @description An own number, or the carrier’s id of a messaging service. */
            sender: string;
            /** @description Segments a second that a person has set; null: the default. */
            per_second: number | null;
            /** @description The carrier accepts no texts from it until then. */
            rests_until: string | null;
            /** @description The carrier’s code. */
            rest_reason: string | null;
            /** @description The default of such a sender. */
            usual_per_second: number;
            /** @description Texts that are due and not sent. */
            waiting: number;
            /** @description When its queued texts will be sent; null: it has none. */
            free_at: string | null;
        };
        InboxItem: {
            /** @enum {string} */
            kind: "conversation" | "call" | "analysis";
            /** Format: uuid */
            id: string;
            waits_since: string | null;
            /** @enum {string|null} */
            reason: "call_asks_for_person" | "asked_for_person" | "handed_over" | "unclear" | "send_failed" | "nobody_could_tell" | null;
            lead: {
                id: number;
                name: string | null;
                phone: string;
                phone_extension: string | null;
                email: string | null;
                external_id: string | null;
                source: string;
                timezone: string | null;
                region: string | null;
                country: string | null;
                postal_code: string | null;
                /** @enum {string} */
                lead_status: "new" | "contacted" | "unreachable" | "do_not_contact";
                /** @enum {string|null} */
                outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                outcome_at: string | null;
                call_sid: string | null;
                last_contacted_at: string | null;
                notes: string | null;
                custom: {
                    [key: string]: unknown;
                };
                assigned_to: string | null;
                created_at: string;
                updated_at: string;
            } | null;
            conversation: {
                /** Format: uuid */
                id: string;
                lead_id: number | null;
                lead_phone: string;
                our_number: string;
                provider: string;
                /** @enum {string} */
                owner: "ai" | "human" | "paused" | "closed";
                owner_since: string | null;
                sms_agent_id: string | null;
                campaign_id: string | null;
                assigned_to: string | null;
                last_seq: number;
                last_inbound_seq: number;
                last_inbound_at: string | null;
                last_outbound_at: string | null;
                last_activity_at: string;
                last_read_seq: number;
                reply_due_at: string | null;
                /** @enum {string|null} */
                reply_state: "due" | "writing" | "held" | null;
                /** @enum {string|null} */
                conversion_status: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                ended_at: string | null;
                end_reason: string | null;
                end_evidence: {
                    [key: string]: unknown;
                } | null;
                reopened_at: string | null;
                handover_reason: string | null;
                handover_summary: string | null;
                handed_over_at: string | null;
                awaits_human: boolean;
                send_failed_at: string | null;
                nobody_online: boolean;
                created_at: string;
                reply_first_at: string | null;
                reply_fence: number;
                reply_tries: number;
                updated_at: string;
            } | null;
            last_message: {
                /** Format: uuid */
                message_id: string;
                /** Format: uuid */
                conversation_id: string;
                lead_id: number | null;
                lead_phone: string;
                seq: number | null;
                client_message_id: string | null;
                source_message_id: string | null;
                /** @enum {string} */
                direction: "outbound" | "inbound";
                /** @enum {string} */
                author: "lead" | "ai" | "human" | "campaign" | "system";
                /** @enum {string} */
                kind: "inbound" | "campaign" | "single" | "reply" | "human" | "notice";
                body: string | null;
                media: {
                    /** Format: uuid */
                    id: string;
                    /** @enum {string} */
                    state: "pending" | "kept" | "failed" | "deleted";
                    /** @enum {string|null} */
                    fault: "too_large" | "gone" | "unreachable" | "refused" | null;
                    type: string | null;
                    bytes: number | null;
                }[];
                /** @enum {string} */
                delivery_status: "pending" | "held" | "sending" | "unknown" | "queued" | "sent" | "delivered" | "undelivered" | "failed" | "canceled" | "suppressed" | "received";
                delivery_error: string | null;
                delivered_at: string | null;
                provider: string;
                provider_sid: string | null;
                campaign_id: string | null;
                enrollment_id: number | null;
                step: number | null;
                step_version: number | null;
                variant: string | null;
                retry_of: string | null;
                attempt: number;
                in_reply_to_seq: number | null;
                notice: string | null;
                sent_by: string | null;
                send_at: string | null;
                held_reason: string | null;
                held_until: string | null;
                held_rule: string | null;
                suppressed_reason: string | null;
                sent_at: string | null;
                segments: number | null;
                cost_usd: number | null;
                opt_out: {
                    [key: string]: unknown;
                } | null;
                /** @enum {string|null} */
                refusal_verdict: "pending" | "refuses" | "not" | "unclear" | null;
                /** @enum {string|null} */
                refusal_by: "rules" | "model" | "person" | null;
                /** @enum {string|null} */
                refusal_scope: "all" | "sms" | "voice" | null;
                refusal_words: string | null;
                refusal_why: string | null;
                judged_at: string | null;
                created_at: string;
                fence: number;
                checks: number;
                claimed_at: string | null;
                valid_until: string | null;
                updated_at: string;
            } | null;
            unread: number;
            call: {
                /** Format: uuid */
                id: string;
                lead_id: number | null;
                /** Format: uuid */
                agent_id: string | null;
                /** @enum {string} */
                direction: "outbound" | "inbound";
                provider: string;
                voice: string;
                to_number: string;
                from_number: string | null;
                lead_phone: string;
                phone_extension: string | null;
                /** @enum {string} */
                status: "scheduled" | "held" | "dialing" | "unknown" | "queued" | "ringing" | "in_progress" | "completed" | "busy" | "no_answer" | "failed" | "canceled";
                /** @enum {string} */
                priority: "low" | "normal" | "high";
                message: string | null;
                origin: string;
                campaign_id: string | null;
                metadata: {
                    [key: string]: unknown;
                };
                run_at: string;
                held_reason: string | null;
                held_until: string | null;
                held_rule: string | null;
                dial: number;
                redial_of: string | null;
                callback_of: string | null;
                call_sid: string | null;
                answered_by: string | null;
                duration_seconds: number | null;
                end_reason: string | null;
                wrap_up: string | null;
                wrap_up_reason: string | null;
                agent_heard_ms: number | null;
                lead_heard_ms: number | null;
                silence_reason: string | null;
                reached: boolean | null;
                transfer_result: string | null;
                person_asked_at: string | null;
                recording_sid: string | null;
                recording_url: string | null;
                recording_seconds: number | null;
                dialed_at: string | null;
                answered_at: string | null;
                ended_at: string | null;
                settled_at: string | null;
                created_at: string;
                fence: number;
                streams_opened: number;
                stream_open_since: string | null;
                updated_at: string;
            } | null;
            last_turn: {
                id: number;
                call_sid: string;
                lead_id: number | null;
                seq: number;
                /** @enum {string} */
                role: "user" | "assistant" | "system";
                content: string;
                heard: boolean;
                generated: string | null;
                reply_ms: number | null;
                timestamp: string;
            } | null;
            analysis: {
                /** Format: uuid */
                id: string;
                call_id: string | null;
                call_sid: string | null;
                conversation_id: string | null;
                lead_id: number | null;
                channel: string;
                /** @enum {string} */
                status: "done" | "needs_review";
                /** @enum {string|null} */
                outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                outcome_quote: string | null;
                outcome_turn: number | null;
                summary: string | null;
                /** @enum {string|null} */
                sentiment: "positive" | "neutral" | "negative" | null;
                facts: unknown[];
                dropped: unknown[];
                next_action: {
                    [key: string]: unknown;
                } | null;
                /** @enum {string} */
                decided_by: "rules" | "model" | "staff" | "nobody";
                model: string | null;
                failure: string | null;
                correction: {
                    by_id: string | null;
                    by_name: string;
                    at: string;
                    reason: string | null;
                    found: {
                        /** @enum {string} */
                        status: "done" | "needs_review";
                        /** @enum {string|null} */
                        outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                        outcome_quote: string | null;
                        outcome_turn: number | null;
                        failure: string | null;
                        /** @enum {string} */
                        decided_by: "rules" | "model" | "staff" | "nobody";
                    };
                } | null;
                created_at: string;
                updated_at: string;
            } | null;
            need: {
                /** Format: uuid */
                id: string;
                since: string;
                /** Format: uuid */
                assigned_to: string | null;
                assigned_name: string | null;
                nobody_online: boolean;
            } | null;
            enrollment: {
                id: number;
                /** Format: uuid */
                campaign_id: string;
                lead_id: number | null;
                lead_phone: string;
                phone_extension: string | null;
                /** @enum {string} */
                channel: "text" | "call";
                /** @enum {string} */
                status: "active" | "paused" | "completed" | "stopped";
                reason: string | null;
                next_step: number;
                next_message_at: string | null;
                message_id: string | null;
                call_id: string | null;
                held_until: string | null;
                held_rule: string | null;
                enrolled_at: string;
                paused_at: string | null;
                ended_at: string | null;
            } | null;
            said: {
                seq: number;
                said_by: string;
                at: string;
                excerpt: {
                    words: string;
                    from: number;
                    to: number;
                };
            } | null;
        };
        SaidWords: {
            /** @enum {string} */
            kind: "text" | "call";
            /** Format: uuid */
            conversation_id: string | null;
            /** Format: uuid */
            call_id: string | null;
            lead_id: number;
            lead_name: string | null;
            lead_phone: string;
            seq: number;
            said_by: string;
            at: string;
            excerpt: {
                words: string;
                from: number;
                to: number;
            };
        };
        ListedConversation: {
            /** Format: uuid */
            id: string;
            lead_id: number | null;
            lead_phone: string;
            our_number: string;
            provider: string;
            /** @enum {string} */
            owner: "ai" | "human" | "paused" | "closed";
            owner_since: string | null;
            sms_agent_id: string | null;
            campaign_id: string | null;
            assigned_to: string | null;
            last_seq: number;
            last_inbound_seq: number;
            last_inbound_at: string | null;
            last_outbound_at: string | null;
            last_activity_at: string;
            last_read_seq: number;
            reply_due_at: string | null;
            /** @enum {string|null} */
            reply_state: "due" | "writing" | "held" | null;
            /** @enum {string|null} */
            conversion_status: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
            ended_at: string | null;
            end_reason: string | null;
            end_evidence: {
                [key: string]: unknown;
            } | null;
            reopened_at: string | null;
            handover_reason: string | null;
            handover_summary: string | null;
            handed_over_at: string | null;
            awaits_human: boolean;
            send_failed_at: string | null;
            nobody_online: boolean;
            created_at: string;
            reply_first_at: string | null;
            reply_fence: number;
            reply_tries: number;
            updated_at: string;
            unread: number;
            lead: {
                id: number;
                name: string | null;
                phone: string;
                phone_extension: string | null;
                email: string | null;
                external_id: string | null;
                source: string;
                timezone: string | null;
                region: string | null;
                country: string | null;
                postal_code: string | null;
                /** @enum {string} */
                lead_status: "new" | "contacted" | "unreachable" | "do_not_contact";
                /** @enum {string|null} */
                outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                outcome_at: string | null;
                call_sid: string | null;
                last_contacted_at: string | null;
                notes: string | null;
                custom: {
                    [key: string]: unknown;
                };
                assigned_to: string | null;
                created_at: string;
                updated_at: string;
            } | null;
            last_message: {
                /** Format: uuid */
                message_id: string;
                /** Format: uuid */
                conversation_id: string;
                lead_id: number | null;
                lead_phone: string;
                seq: number | null;
                client_message_id: string | null;
                source_message_id: string | null;
                /** @enum {string} */
                direction: "outbound" | "inbound";
                /** @enum {string} */
                author: "lead" | "ai" | "human" | "campaign" | "system";
                /** @enum {string} */
                kind: "inbound" | "campaign" | "single" | "reply" | "human" | "notice";
                body: string | null;
                media: {
                    /** Format: uuid */
                    id: string;
                    /** @enum {string} */
                    state: "pending" | "kept" | "failed" | "deleted";
                    /** @enum {string|null} */
                    fault: "too_large" | "gone" | "unreachable" | "refused" | null;
                    type: string | null;
                    bytes: number | null;
                }[];
                /** @enum {string} */
                delivery_status: "pending" | "held" | "sending" | "unknown" | "queued" | "sent" | "delivered" | "undelivered" | "failed" | "canceled" | "suppressed" | "received";
                delivery_error: string | null;
                delivered_at: string | null;
                provider: string;
                provider_sid: string | null;
                campaign_id: string | null;
                enrollment_id: number | null;
                step: number | null;
                step_version: number | null;
                variant: string | null;
                retry_of: string | null;
                attempt: number;
                in_reply_to_seq: number | null;
                notice: string | null;
                sent_by: string | null;
                send_at: string | null;
                held_reason: string | null;
                held_until: string | null;
                held_rule: string | null;
                suppressed_reason: string | null;
                sent_at: string | null;
                segments: number | null;
                cost_usd: number | null;
                opt_out: {
                    [key: string]: unknown;
                } | null;
                /** @enum {string|null} */
                refusal_verdict: "pending" | "refuses" | "not" | "unclear" | null;
                /** @enum {string|null} */
                refusal_by: "rules" | "model" | "person" | null;
                /** @enum {string|null} */
                refusal_scope: "all" | "sms" | "voice" | null;
                refusal_words: string | null;
                refusal_why: string | null;
                judged_at: string | null;
                created_at: string;
                fence: number;
                checks: number;
                claimed_at: string | null;
                valid_until: string | null;
                updated_at: string;
            } | null;
        };
        Conversation: {
            /** Format: uuid */
            id: string;
            lead_id: number | null;
            lead_phone: string;
            our_number: string;
            provider: string;
            /** @enum {string} */
            owner: "ai" | "human" | "paused" | "closed";
            owner_since: string | null;
            sms_agent_id: string | null;
            campaign_id: string | null;
            assigned_to: string | null;
            last_seq: number;
            last_inbound_seq: number;
            last_inbound_at: string | null;
            last_outbound_at: string | null;
            last_activity_at: string;
            last_read_seq: number;
            reply_due_at: string | null;
            /** @enum {string|null} */
            reply_state: "due" | "writing" | "held" | null;
            /** @enum {string|null} */
            conversion_status: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
            ended_at: string | null;
            end_reason: string | null;
            end_evidence: {
                [key: string]: unknown;
            } | null;
            reopened_at: string | null;
            handover_reason: string | null;
            handover_summary: string | null;
            handed_over_at: string | null;
            awaits_human: boolean;
            send_failed_at: string | null;
            nobody_online: boolean;
            created_at: string;
            reply_first_at: string | null;
            reply_fence: number;
            reply_tries: number;
            updated_at: string;
        };
        Message: {
            /** Format: uuid */
            message_id: string;
            /** Format: uuid */
            conversation_id: string;
            lead_id: number | null;
            lead_phone: string;
            seq: number | null;
            client_message_id: string | null;
            source_message_id: string | null;
            /** @enum {string} */
            direction: "outbound" | "inbound";
            /** @enum {string} */
            author: "lead" | "ai" | "human" | "campaign" | "system";
            /** @enum {string} */
            kind: "inbound" | "campaign" | "single" | "reply" | "human" | "notice";
            body: string | null;
            media: {
                /** Format: uuid */
                id: string;
                /** @enum {string} */
                state: "pending" | "kept" | "failed" | "deleted";
                /** @enum {string|null} */
                fault: "too_large" | "gone" | "unreachable" | "refused" | null;
                type: string | null;
                bytes: number | null;
            }[];
            /** @enum {string} */
            delivery_status: "pending" | "held" | "sending" | "unknown" | "queued" | "sent" | "delivered" | "undelivered" | "failed" | "canceled" | "suppressed" | "received";
            delivery_error: string | null;
            delivered_at: string | null;
            provider: string;
            provider_sid: string | null;
            campaign_id: string | null;
            enrollment_id: number | null;
            step: number | null;
            step_version: number | null;
            variant: string | null;
            retry_of: string | null;
            attempt: number;
            in_reply_to_seq: number | null;
            notice: string | null;
            sent_by: string | null;
            send_at: string | null;
            held_reason: string | null;
            held_until: string | null;
            held_rule: string | null;
            suppressed_reason: string | null;
            sent_at: string | null;
            segments: number | null;
            cost_usd: number | null;
            opt_out: {
                [key: string]: unknown;
            } | null;
            /** @enum {string|null} */
            refusal_verdict: "pending" | "refuses" | "not" | "unclear" | null;
            /** @enum {string|null} */
            refusal_by: "rules" | "model" | "person" | null;
            /** @enum {string|null} */
            refusal_scope: "all" | "sms" | "voice" | null;
            refusal_words: string | null;
            refusal_why: string | null;
            judged_at: string | null;
            created_at: string;
            fence: number;
            checks: number;
            claimed_at: string | null;
            valid_until: string | null;
            updated_at: string;
        };
        Note: {
            /** Format: uuid */
            id: string;
            lead_id: number;
            conversation_id: string | null;
            call_id: string | null;
            /** Format: uuid */
            author_id: string;
            author_name: string;
            body: string;
            created_at: string;
            deleted_at: string | null;
        };
        Presence: {
            /** Format: uuid */
            conversation_id: string;
            /** Format: uuid */
            user_id: string;
            name: string;
            /** @enum {string} */
            state: "here" | "typing" | "gone";
        };
        CallSignal: {
            /** Format: uuid */
            call_id: string;
            /** @enum {string} */
            speaker: "lead" | "agent" | "nobody";
            since: string;
            words: {
                /** @enum {string} */
                role: "user" | "assistant";
                text: string;
            } | null;
            tool: {
                name: string;
                is_running: boolean;
            } | null;
            reply_ms: number | null;
            cut_ins: number;
        };
        CannedReply: {
            /** Format: uuid */
            id: string;
            name: string;
            body: string;
            created_at: string;
            updated_at: string;
            variables: string[];
            findings: {
                rule: string;
                /** @enum {string} */
                severity: "error" | "warning";
                message: string;
            }[];
        };
        Agent: {
            /** Format: uuid */
            id: string;
            name: string;
            business: string;
            prompt: string;
            greeting: string | null;
            voice: string;
            language: string;
            model: string | null;
            tools: string[];
            transfer_number: string | null;
            facts: string[];
            opening_hours: {
                zone: string;
                weekly: {
                    sun?: [
                        string,
                        string
                    ][];
                    mon?: [
                        string,
                        string
                    ][];
                    tue?: [
                        string,
                        string
                    ][];
                    wed?: [
                        string,
                        string
                    ][];
                    thu?: [
                        string,
                        string
                    ][];
                    fri?: [
                        string,
                        string
                    ][];
                    sat?: [
                        string,
                        string
                    ][];
                };
                /** @default [] */
                exceptions: {
                    /** Format: date */
                    date: string;
                    hours: [
                        string,
                        string
                    ][];
                    name?: string;
                }[];
            } | null;
            max_seconds: number;
            is_default: boolean;
        };
        Suppression: {
            id: number;
            phone: string | null;
            /** @enum {string} */
            scope: "all" | "voice" | "sms";
            source: string;
            words: string | null;
            call_id: string | null;
            message_id: string | null;
            created_at: string;
            lifted_at: string | null;
        };
        Switch: {
            /** @enum {string} */
            name: "stop_all" | "stop_calls" | "stop_texts";
            is_on: boolean;
            reason: string | null;
            updated_at: string;
            set_by: string | null;
        };
        WebhookEndpoint: {
            /** Format: uuid */
            id: string;
            url: string;
            /** @enum {string} */
            format: "signed" | "slack" | "teams";
            events: ("conversation.needs_person" | "person_needed")[];
            include: ("lead_name" | "lead_phone" | "summary")[];
            is_active: boolean;
            disabled_reason: string | null;
            created_at: string;
            updated_at: string;
        };
        WebhookDelivery: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            endpoint_id: string;
            event: string;
            data: {
                [key: string]: unknown;
            };
            happened_at: string;
            /** @enum {string} */
            status: "pending" | "sending" | "delivered" | "dead";
            attempts: number;
            next_at: string | null;
            last_status: number | null;
            last_error: string | null;
            delivered_at: string | null;
        };
        NotificationRule: {
            /** Format: uuid */
            id: string;
            reasons: ("call_asks_for_person" | "asked_for_person" | "handed_over" | "unclear" | "send_failed" | "nobody_could_tell")[];
            after_minutes: number;
            /** @enum {string} */
            channel: "webhook" | "text" | "mail";
            /** @enum {string|null} */
            to_whom: "on_duty" | "assigned" | "user" | null;
            /** Format: uuid */
            user_id: string | null;
            /** Format: uuid */
            endpoint_id: string | null;
            is_active: boolean;
            created_at: string;
            updated_at: string;
        };
        DutyShift: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            user_id: string;
            days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
            starts: string;
            ends: string;
            time_zone: string;
            created_at: string;
            updated_at: string;
        };
        Notification: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            need_id: string;
            /** Format: uuid */
            rule_id: string;
            /** Format: uuid */
            user_id: string;
            /** @enum {string} */
            channel: "text" | "mail";
            /** @enum {string} */
            status: "pending" | "sending" | "unknown" | "sent" | "dropped" | "dead";
            attempts: number;
            next_at: string | null;
            last_error: string | null;
            sent_at: string | null;
            created_at: string;
        };
        ApiKey: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            role: "viewer" | "agent" | "admin";
            created_at: string;
            expires_at: string | null;
            last_used_at: string | null;
            revoked_at: string | null;
        };
        Me: {
            /** Format: uuid */
            id: string;
            name: string;
            email: string;
            /** @enum {string} */
            role: "viewer" | "agent" | "admin";
            time_zone: string | null;
            preferences: {
                [key: string]: unknown;
            };
            max_open_conversations: number | null;
            phone: string | null;
            quiet_hours: {
                from: string;
                until: string;
            } | null;
        };
        User: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            role: "viewer" | "agent" | "admin";
            created_at: string;
            disabled_at: string | null;
            max_open_conversations: number | null;
            email: string | null;
        };
        Activity: {
            id: number;
            at: string;
            /** Format: uuid */
            actor_id: string | null;
            /** @enum {string} */
            actor_kind: "user" | "key" | "command" | "system";
            actor_name: string;
            action: string;
            subject_kind: string;
            subject_id: string | null;
            lead_id: number | null;
            details: {
                [key: string]: unknown;
            };
            undo_of: number | null;
        };
        LeadTaken: {
            /** @enum {boolean} */
            success: true;
            data: {
                lead_id: number | null;
                /** @description False: the lead existed already. */
                created: boolean;
                /** @description The result of the enrollment, or `test` for a vendor’s test request. */
                result: string;
                campaign_id: string | null;
                enrollment_id: string | number | null;
                conversation_id: string | null;
                /** @description The first text, if one is planned. */
                message_id: string | null;
                send_at: string | null;
                queued: boolean;
                /** @description The name that texts greet the lead by. */
                greeting: string | null;
                do_not_contact: string[];
                /** @description Values that were invalid and were stored as received. */
                warnings: {
                    path: string;
                    message: string;
                }[];
            };
        };
        LeadForm: {
            /**
             * @description The one field that a lead needs, in any spelling. Names such as `mobile` or `tel` work too; of several numbers a mobile is used.
             * @example (202) 555-0143
             */
            phone?: unknown;
            /**
             * @description The whole name.
             * @example Ada Lovelace
             */
            name?: unknown;
            /** @description Combined with `last_name` where there is no `name`. */
            first_name?: unknown;
            /** @description See `first_name`. */
            last_name?: unknown;
            /**
             * @description Kept; nothing is sent there.
             * @example ada@example.com
             */
            email?: unknown;
            /** @description Yours: the lead’s id in your own system. */
            external_id?: unknown;
            /**
             * @description An IANA time zone: it decides when the lead may be called.
             * @example America/New_York
             */
            timezone?: unknown;
            /**
             * @description A state or province, as a code or a name.
             * @example US-NY
             */
            region?: unknown;
            /** @description A code or a name. How a number without a + is read depends on it. */
            country?: unknown;
            /**
             * @description Says where the lead is, if nothing else does.
             * @example 10001
             */
            postal_code?: unknown;
            /**
             * @description A ticked box (`true`, `yes`, `on`), the words agreed to, or an object {granted, channel, kind, text, url, ip, at, expires_at}. An answer that is not clearly a yes is no consent, and without consent no campaign starts.
             * @example true
             */
            consent?: unknown;
            /** @description The words shown beside the box. */
            consent_text?: unknown;
            /** @description When it was ticked, with a time zone. Left out: now. */
            consent_at?: unknown;
            /** @description The page with the form. */
            consent_url?: unknown;
            /** @description The address of the lead’s browser. Left out: the address that sends the form. */
            consent_ip?: unknown;
            /** @description The lead’s browser. Left out: that of the sender of the form. */
            consent_user_agent?: unknown;
            /** @description Your own id of the form and its version. */
            consent_form_id?: unknown;
            /** @description The campaign to enroll in; a form without a preset may also use `campaign_id`. Left out: the campaign of the source. */
            ringback_campaign_id?: unknown;
            /** @description A yes puts every number of the form on the do-not-contact list; so do `opt_out`, `dnc` and similar names. */
            do_not_contact?: unknown;
            /** @description Other data to store with the lead; fields under other names are stored too. */
            custom?: unknown;
        } & {
            [key: string]: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    postQueueScheduleCall: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated key returns the first answer and places no second call. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Any spelling. Needed without lead_id.
                     * @example +12025550101
                     */
                    to?: string;
                    lead_id?: number;
                    /** @description The goal of the call, in words for the agent. */
                    message?: string;
                    /** Format: uuid */
                    agent_id?: string;
                    /**
                     * @default twilio
                     * @enum {string}
                     */
                    provider?: "twilio" | "retell";
                    /**
                     * @default openai
                     * @enum {string}
                     */
                    voice?: "openai" | "elevenlabs";
                    /**
                     * @default normal
                     * @enum {string}
                     */
                    priority?: "low" | "normal" | "high";
                    /**
                     * Format: date-time
                     * @description The earliest time. A past time means now; at most 90 days ahead.
                     */
                    run_at?: string;
                    /** Format: uuid */
                    campaign_id?: string;
                    metadata?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The first answer to this idempotency key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["ScheduledCall"];
                    };
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["ScheduledCall"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, and refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postQueueSmsFollowup: {
        parameters: {
            query?: never;
            header?: {
                /** @description A repeated key returns the first answer and sends no second text. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    lead_id?: number;
                    /**
                     * @description Any spelling. Needed without lead_id.
                     * @example +12025550101
                     */
                    to?: string;
                    /** @description The words, sent unchanged. */
                    body?: string;
                    /** @description Words with variables, such as {{first_name|there}}, instead of body. */
                    template?: string;
                    /**
                     * Format: uuid
                     * @description Sent from the number of this campaign, and counted with it.
                     */
                    campaign_id?: string;
                    /**
                     * Format: date-time
                     * @description Not before.
                     */
                    run_at?: string;
                };
            };
        };
        responses: {
            /** @description The first answer to this idempotency key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["PlannedText"];
                    };
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["PlannedText"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, and refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postQueueAnalyzeConversation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    call_sid?: string;
                    /** Format: uuid */
                    conversation_id?: string;
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            job_id: string;
                            queued: boolean;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postQueueCleanup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @default all
                     * @enum {string}
                     */
                    task?: "stale-calls" | "idle-conversations" | "lost-work" | "all";
                };
            };
        };
        responses: {
            /** @description What was done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            closed_calls: string[];
                            calls: {
                                /** Format: uuid */
                                id: string;
                                call_sid: string | null;
                                lead_id: number | null;
                                /** @enum {string} */
                                from: "scheduled" | "held" | "dialing" | "unknown" | "queued" | "ringing" | "in_progress" | "completed" | "busy" | "no_answer" | "failed" | "canceled";
                                /** @enum {string} */
                                to: "scheduled" | "held" | "dialing" | "unknown" | "queued" | "ringing" | "in_progress" | "completed" | "busy" | "no_answer" | "failed" | "canceled";
                                reason: string | null;
                                lead: {
                                    /** @enum {string} */
                                    lead_status: "new" | "contacted" | "unreachable" | "do_not_contact";
                                    /** @enum {string|null} */
                                    outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                                    is_linked: boolean;
                                } | null;
                            }[];
                            ended_conversations: string[];
                            requeued: number;
                            settled_unknown: number;
                            repaired_leads: number;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No worker answered in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQueueStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current numbers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            queue_reachable: boolean;
                            queues: {
                                name: string;
                                waiting: number;
                                prioritized: number;
                                delayed: number;
                                active: number;
                                failed: number;
                                completed: number;
                                paused: boolean;
                                oldest_waiting_seconds: number;
                            }[];
                            calls: {
                                calls: {
                                    [key: string]: number;
                                };
                                oldest_due_seconds: number | null;
                                oldest_unknown_seconds: number | null;
                                unsettled: number;
                                last_webhook_at: string | null;
                            };
                            /** @description Outbound calls on the line now, and how many may be at once. */
                            lines: {
                                in_use: number;
                                limit: number;
                            };
                            suppressed_numbers: number;
                            texts: {
                                waiting: {
                                    [key: string]: number;
                                };
                                on_the_way: {
                                    [key: string]: number;
                                };
                                sent_last_hour: number;
                                filtered_last_hour: number;
                                failed_last_hour: number;
                                oldest_due_seconds: number | null;
                                oldest_step_seconds: number | null;
                                oldest_unknown_seconds: number | null;
                                oldest_reply_seconds: number | null;
                                oldest_unjudged_seconds: number | null;
                                last_inbound_at: string | null;
                                last_callback_at: string | null;
                                last_sent_at: string | null;
                                found_last_hour: number;
                                inbound_looked_seconds: number | null;
                                inbound_unread: string | null;
                                switched_off: boolean;
                                filtered_ratio: number;
                            };
                            /** @description What waits for a person, or for a judgment. GET /api/analyses lists what is to be reviewed. */
                            waiting: {
                                for_person_seconds: number | null;
                                to_review: number;
                                for_judge_seconds: number | null;
                            };
                            /** @description The costs of this UTC day, with their budgets. */
                            money: {
                                day: string;
                                total_usd: number;
                                calls_usd: number;
                                texts_usd: number;
                                calls: number;
                                texts: number;
                                budgets: {
                                    /** @enum {string} */
                                    budget: "day" | "calls" | "texts";
                                    limit_usd: number;
                                    /** @description 1 is the whole budget. */
                                    used: number;
                                }[];
                            };
                            webhooks: {
                                webhook: string;
                                last_at: string | null;
                                silent_seconds: number | null;
                            }[];
                            processors: {
                                processor: string;
                                last_sign_at: string | null;
                                silent_seconds: number | null;
                                running: boolean;
                            }[];
                            switches: {
                                /** @enum {string} */
                                name: "stop_all" | "stop_calls" | "stop_texts";
                                is_on: boolean;
                                reason: string | null;
                                updated_at: string;
                                set_by: string | null;
                            }[];
                            /** @description What is paused after repeated failures: `voice` (only a trial call is placed) or `language_model`. */
                            resting: {
                                /** @enum {string} */
                                name: "voice" | "language_model";
                                since: string;
                                reason: string | null;
                                failures: number;
                                next_try_at: string | null;
                                resting_seconds: number | null;
                            }[];
                            /** @description What is wrong: processor_not_running, webhooks_silent, inbound_webhooks_lost, inbound_look_overdue, texts_overdue, person_awaited, analyses_overdue, texts_filtered, budget_nearly_spent, texts_switched_off, calls_switched_off, voice_rests, language_model_rests. */
                            warnings: string[];
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQueueJobsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            job_id: string;
                            queue: string;
                            state: string;
                            attempts: number | null;
                            added_at: string | null;
                            due_at: string | null;
                            failure: string | null;
                            call: {
                                /** Format: uuid */
                                id: string;
                                lead_id: number | null;
                                /** Format: uuid */
                                agent_id: string | null;
                                /** @enum {string} */
                                direction: "outbound" | "inbound";
                                provider: string;
                                voice: string;
                                to_number: string;
                                from_number: string | null;
                                lead_phone: string;
                                phone_extension: string | null;
                                /** @enum {string} */
                                status: "scheduled" | "held" | "dialing" | "unknown" | "queued" | "ringing" | "in_progress" | "completed" | "busy" | "no_answer" | "failed" | "canceled";
                                /** @enum {string} */
                                priority: "low" | "normal" | "high";
                                message: string | null;
                                origin: string;
                                campaign_id: string | null;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                run_at: string;
                                held_reason: string | null;
                                held_until: string | null;
                                held_rule: string | null;
                                dial: number;
                                redial_of: string | null;
                                callback_of: string | null;
                                call_sid: string | null;
                                answered_by: string | null;
                                duration_seconds: number | null;
                                end_reason: string | null;
                                wrap_up: string | null;
                                wrap_up_reason: string | null;
                                agent_heard_ms: number | null;
                                lead_heard_ms: number | null;
                                silence_reason: string | null;
                                reached: boolean | null;
                                transfer_result: string | null;
                                person_asked_at: string | null;
                                recording_sid: string | null;
                                recording_url: string | null;
                                recording_seconds: number | null;
                                dialed_at: string | null;
                                answered_at: string | null;
                                ended_at: string | null;
                                settled_at: string | null;
                                created_at: string;
                                fence: number;
                                streams_opened: number;
                                stream_open_since: string | null;
                                updated_at: string;
                            } | null;
                            message: {
                                /** Format: uuid */
                                message_id: string;
                                /** Format: uuid */
                                conversation_id: string;
                                lead_id: number | null;
                                lead_phone: string;
                                seq: number | null;
                                client_message_id: string | null;
                                source_message_id: string | null;
                                /** @enum {string} */
                                direction: "outbound" | "inbound";
                                /** @enum {string} */
                                author: "lead" | "ai" | "human" | "campaign" | "system";
                                /** @enum {string} */
                                kind: "inbound" | "campaign" | "single" | "reply" | "human" | "notice";
                                body: string | null;
                                media: {
                                    /** Format: uuid */
                                    id: string;
                                    /** @enum {string} */
                                    state: "pending" | "kept" | "failed" | "deleted";
                                    /** @enum {string|null} */
                                    fault: "too_large" | "gone" | "unreachable" | "refused" | null;
                                    type: string | null;
                                    bytes: number | null;
                                }[];
                                /** @enum {string} */
                                delivery_status: "pending" | "held" | "sending" | "unknown" | "queued" | "sent" | "delivered" | "undelivered" | "failed" | "canceled" | "suppressed" | "received";
                                delivery_error: string | null;
                                delivered_at: string | null;
                                provider: string;
                                provider_sid: string | null;
                                campaign_id: string | null;
                                enrollment_id: number | null;
                                step: number | null;
                                step_version: number | null;
                                variant: string | null;
                                retry_of: string | null;
                                attempt: number;
                                in_reply_to_seq: number | null;
                                notice: string | null;
                                sent_by: string | null;
                                send_at: string | null;
                                held_reason: string | null;
                                held_until: string | null;
                                held_rule: string | null;
                                suppressed_reason: string | null;
                                sent_at: string | null;
                                segments: number | null;
                                cost_usd: number | null;
                                opt_out: {
                                    [key: string]: unknown;
                                } | null;
                                /** @enum {string|null} */
                                refusal_verdict: "pending" | "refuses" | "not" | "unclear" | null;
                                /** @enum {string|null} */
                                refusal_by: "rules" | "model" | "person" | null;
                                /** @enum {string|null} */
                                refusal_scope: "all" | "sms" | "voice" | null;
                                refusal_words: string | null;
                                refusal_why: string | null;
                                judged_at: string | null;
                                created_at: string;
                                fence: number;
                                checks: number;
                                claimed_at: string | null;
                                valid_until: string | null;
                                updated_at: string;
                            } | null;
                            conversation: {
                                /** Format: uuid */
                                id: string;
                                lead_id: number | null;
                                lead_phone: string;
                                our_number: string;
                                provider: string;
                                /** @enum {string} */
                                owner: "ai" | "human" | "paused" | "closed";
                                owner_since: string | null;
                                sms_agent_id: string | null;
                                campaign_id: string | null;
                                assigned_to: string | null;
                                last_seq: number;
                                last_inbound_seq: number;
                                last_inbound_at: string | null;
                                last_outbound_at: string | null;
                                last_activity_at: string;
                                last_read_seq: number;
                                reply_due_at: string | null;
                                /** @enum {string|null} */
                                reply_state: "due" | "writing" | "held" | null;
                                /** @enum {string|null} */
                                conversion_status: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                                ended_at: string | null;
                                end_reason: string | null;
                                end_evidence: {
                                    [key: string]: unknown;
                                } | null;
                                reopened_at: string | null;
                                handover_reason: string | null;
                                handover_summary: string | null;
                                handed_over_at: string | null;
                                awaits_human: boolean;
                                send_failed_at: string | null;
                                nobody_online: boolean;
                                created_at: string;
                                reply_first_at: string | null;
                                reply_fence: number;
                                reply_tries: number;
                                updated_at: string;
                            } | null;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQueueDeadLetters: {
        parameters: {
            query?: {
                limit?: number;
                queue?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["DeadLetter"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postQueueDeadLettersReplay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    job_ids: string[];
                };
            };
        };
        responses: {
            /** @description The result for each job */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            replayed: number;
                            rows: {
                                job_id: string;
                                /** @enum {string} */
                                result: "replayed" | "not_dead";
                            }[];
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postQueueDeadLettersForget: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    job_ids: string[];
                };
            };
        };
        responses: {
            /** @description The result for each job */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            forgotten: number;
                            rows: {
                                job_id: string;
                                /** @enum {string} */
                                result: "forgotten" | "not_dead";
                            }[];
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCalls: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                sort?: "begun" | "duration" | "cost";
                order?: "asc" | "desc";
                status?: "scheduled" | "held" | "dialing" | "unknown" | "queued" | "ringing" | "in_progress" | "completed" | "busy" | "no_answer" | "failed" | "canceled";
                lead_id?: number;
                /** @description The outcome of the call, as analysed. */
                outcome?: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded";
                /** @description Created at that time or later. */
                since?: string;
                /** @description Created before that time. */
                until?: string;
                campaign_id?: string;
                agent_id?: string;
                direction?: "outbound" | "inbound";
                /** @description Why it was made, such as `api`, `campaign`, `callback`, `redial`. */
                origin?: string;
                /** @description `reached`: the lead heard us or was heard; `booked`: the goal was reached; `missed`: a call to us that nobody was heard in; `waiting`: planned or held. */
                view?: "reached" | "booked" | "missed" | "waiting";
                /** @description Part of a name, number or email, or words that were said. It finds the newest thousand of each. */
                q?: string;
                /** @description Each call with its `analysis`, or null. */
                include?: "analysis";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["ListedCall"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCallsCounts: {
        parameters: {
            query?: {
                lead_id?: number;
                /** @description The outcome of the call, as analysed. */
                outcome?: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded";
                /** @description Created at that time or later. */
                since?: string;
                /** @description Created before that time. */
                until?: string;
                campaign_id?: string;
                agent_id?: string;
                direction?: "outbound" | "inbound";
                /** @description Why it was made, such as `api`, `campaign`, `callback`, `redial`. */
                origin?: string;
                /** @description Part of a name, number or email, or words that were said. It finds the newest thousand of each. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["CallCounts"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCallsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The call */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["CallInFull"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCallsIdHangup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Canceled before it was placed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** Format: uuid */
                            call_id: string;
                            job_id: string | null;
                            status: string;
                        };
                    };
                };
            };
            /** @description A worker will hang up */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** Format: uuid */
                            call_id: string;
                            job_id: string | null;
                            status: string;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCallsIdRetry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The retry exists already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            call: components["schemas"]["Call"];
                            job_id: string;
                            queued: boolean;
                        };
                    };
                };
            };
            /** @description Planned */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            call: components["schemas"]["Call"];
                            job_id: string;
                            queued: boolean;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCallsIdRecording: {
        parameters: {
            query?: never;
            header?: {
                range?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A WAV file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description The requested range */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "audio/wav": string;
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such range */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTranscriptsCallSid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callSid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The turns; empty for a call without words */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        callSid: string;
                        transcripts: components["schemas"]["Turn"][];
                        messageCount: number;
                        /** @enum {boolean} */
                        success: true;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLeadsImport: {
        parameters: {
            query?: {
                /** @description The leads are enrolled in this campaign. */
                campaign_id?: string;
                source?: string;
                /** @description The consent of every row that does not state its own. */
                consent?: "written" | "express" | "implied";
                /** @description The words agreed to. */
                consent_text?: string;
                /** @description do_not_contact: a list of numbers, with or without column names. */
                mode?: "leads" | "do_not_contact";
                /** @description With mode=do_not_contact: the channels of the list. */
                scope?: "all" | "voice" | "sms";
                /** @description Fields of the lead with the names of their columns, as JSON: {"phone":"Line 1","custom.car":"Auto"}. */
                mapping?: string;
                /** @description Left out, it is detected from the bytes. */
                encoding?: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "macintosh" | "shift_jis" | "euc-jp" | "euc-kr" | "gb18030" | "big5" | "windows-1255" | "windows-1256";
                dry_run?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file itself. */
        requestBody?: {
            content: {
                "text/csv": string;
                "application/csv": string;
                "text/plain": string;
                "application/octet-stream": string;
                "application/x-ndjson": string;
                "application/ndjson": string;
                "application/jsonl": string;
            };
        };
        responses: {
            /** @description The result for every row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["ImportReport"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLeads: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                cursor?: string;
                sort?: "created" | "last_contact" | "next_contact" | "name";
                /** @description Left out: the newest first; by next contact and name from the first on. */
                order?: "asc" | "desc";
                /** @description Part of a name, number or email. */
                q?: string;
                status?: "new" | "contacted" | "unreachable" | "do_not_contact";
                outcome?: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded";
                source?: string;
                timezone?: string;
                /** @description In this campaign, now or before. */
                campaign_id?: string;
                /** @description The id of a user, or `nobody`. */
                assigned_to?: string | "nobody";
                /** @description Known since that time or later. */
                since?: string;
                /** @description Whether something is planned with them; `held`: it waits, and `next_contact.rule` says why. Sorted other than by `next_contact`, `any` and `held` find those among the soonest 5,000 calls, texts, steps and answers each. */
                next?: "any" | "held" | "none";
                /** @description Something is planned with them before that time. */
                next_before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["ListedLead"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLeads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @example +12025550101 */
                    phone: string;
                    source?: string;
                    /**
                     * @description The extension of a person behind a main number; also read from the number (`x12`). Calls dial it, texts cannot.
                     * @example 12
                     */
                    phone_extension?: string | null;
                    name?: string | null;
                    /** Format: email */
                    email?: string | null;
                    external_id?: string | null;
                    timezone?: string | null;
                    region?: string | null;
                    postal_code?: string | null;
                    notes?: string | null;
                    custom?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The lead */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Lead"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, and refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLeadsCounts: {
        parameters: {
            query: {
                /** @description When the day began for the one who asks. */
                today: string;
                /** @description Part of a name, number or email. */
                q?: string;
                outcome?: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded";
                source?: string;
                timezone?: string;
                /** @description In this campaign, now or before. */
                campaign_id?: string;
                /** @description The id of a user, or `nobody`. */
                assigned_to?: string | "nobody";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["LeadCounts"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLeadsByCallCallSid: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                callSid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lead */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Lead"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLeadsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lead */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["ContactedLead"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteLeadsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deleted lead */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            id: number;
                            /** @enum {boolean} */
                            deleted: true;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchLeadsId: {
        parameters: {
            query?: {
                /** @description Unlinks the call from its current lead. */
                relink?: "true" | "false";
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @example +12025550101 */
                    phone?: string;
                    source?: string;
                    /**
                     * @description The extension of a person behind a main number; also read from the number (`x12`). Calls dial it, texts cannot.
                     * @example 12
                     */
                    phone_extension?: string | null;
                    name?: string | null;
                    /** Format: email */
                    email?: string | null;
                    external_id?: string | null;
                    timezone?: string | null;
                    region?: string | null;
                    postal_code?: string | null;
                    notes?: string | null;
                    custom?: {
                        [key: string]: unknown;
                    };
                    /** @description Links the lead to this call and its transcript, in place of any other; null unlinks it. 409 with `lead_id` if another lead has the call. */
                    call_sid?: string | null;
                    /**
                     * @description From `new` or `unreachable` to `contacted`, from `new` or `contacted` to `unreachable`, from any to `do_not_contact`, which puts the number on the do-not-contact list; from there it cannot change.
                     * @enum {string}
                     */
                    lead_status?: "new" | "contacted" | "unreachable" | "do_not_contact";
                };
            };
        };
        responses: {
            /** @description The lead */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Lead"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, and refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLeadsIdAssign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description Null: nobody’s.
                     */
                    user_id: string | null;
                };
            };
        };
        responses: {
            /** @description The lead */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Lead"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLeadsIdTimeline: {
        parameters: {
            query?: {
                limit?: number;
                before?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The story */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["TimelineEntry"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLeadsIdWhy: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Decisions with evidence */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Decision"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLeadsIdConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The evidence */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["ConsentEvidence"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLeadsIdPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As of now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["LeadPolicy"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAnalyses: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: "done" | "needs_review";
                lead_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Analysis"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchAnalysesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded";
                    /** @description For the colleagues. */
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description The analysis */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Analysis"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAnalysesIdCorrection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The analysis */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Analysis"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAppointments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                lead_id?: number;
                /** @description Starts at this time or later. */
                from?: string;
                /** @description Starts before this time. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Appointment"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLeadSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All sources, without their secrets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["LeadSource"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postLeadSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    source: string;
                    /**
                     * @default secret
                     * @enum {string}
                     */
                    auth?: "secret" | "hmac";
                    /** @description Left out, the old one stays, or a new one is generated. */
                    secret?: string;
                    /**
                     * @description The vendor whose format its bodies have. Left out, the old one stays, or generic.
                     * @enum {string}
                     */
                    preset?: "generic" | "facebook_lead_ads" | "google_ads" | "hubspot" | "zapier" | "typeform" | "elementor" | "wpforms" | "salesforce_web_to_lead";
                    mapping?: {
                        [key: string]: string;
                    };
                    /**
                     * Format: uuid
                     * @description For leads that name none.
                     */
                    campaign_id?: string | null;
                };
            };
        };
        responses: {
            /** @description The source */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["LeadSource"] & {
                            /** @description Shown only once. */
                            secret: string | null;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaigns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All campaigns */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["CampaignRow"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCampaigns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name: string;
                    /** @description An own number or a Messaging Service. */
                    sender?: string;
                    /** Format: uuid */
                    agent_id?: string | null;
                    goal?: string | null;
                    /** @description The zone of the days of daily_cap. */
                    timezone?: string;
                    daily_cap?: number | null;
                    per_lead_per_day?: number | null;
                    budget_usd?: number | null;
                    rules?: {
                        /** @enum {string} */
                        on_active_elsewhere?: "skip" | "replace";
                        /** @description Custom fields of leads that the words may use; "Car Model" is {{car_model}}. */
                        variables?: string[];
                        /**
                         * @description Which consent the campaign needs. `marketing`, the default: in the US one in writing or by a keyword. `informational` (a confirmation, a reminder, no offer): one given in any form. For other countries, the decisions of a lead show which kinds suffice.
                         * @enum {string}
                         */
                        purpose?: "marketing" | "informational";
                    };
                    steps?: components["schemas"]["CampaignStep"][];
                    /**
                     * @default text
                     * @enum {string}
                     */
                    channel?: "text" | "call";
                };
            };
        };
        responses: {
            /** @description The campaign */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Campaign"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, and refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaignsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Campaign"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchCampaignsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description An own number or a Messaging Service. */
                    sender?: string;
                    /** Format: uuid */
                    agent_id?: string | null;
                    goal?: string | null;
                    /** @description The zone of the days of daily_cap. */
                    timezone?: string;
                    daily_cap?: number | null;
                    per_lead_per_day?: number | null;
                    budget_usd?: number | null;
                    rules?: {
                        /** @enum {string} */
                        on_active_elsewhere?: "skip" | "replace";
                        /** @description Custom fields of leads that the words may use; "Car Model" is {{car_model}}. */
                        variables?: string[];
                        /**
                         * @description Which consent the campaign needs. `marketing`, the default: in the US one in writing or by a keyword. `informational` (a confirmation, a reminder, no offer): one given in any form. For other countries, the decisions of a lead show which kinds suffice.
                         * @enum {string}
                         */
                        purpose?: "marketing" | "informational";
                    };
                    steps?: components["schemas"]["CampaignStep"][];
                };
            };
        };
        responses: {
            /** @description The campaign */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Campaign"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, and refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCampaignsIdStart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Campaign"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCampaignsIdPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Campaign"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCampaignsIdResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Campaign"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCampaignsIdEnd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Campaign"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCampaignsIdEnroll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    lead_ids: number[];
                };
            };
        };
        responses: {
            /** @description The result for each lead */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            enrolled: number;
                            rows: {
                                lead_id: number;
                                enrollment_id: number | null;
                                result: string;
                            }[];
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaignsIdEnrollments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Enrollment"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchEnrollmentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status: "active" | "paused" | "stopped";
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The enrollment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Enrollment"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEnrollmentsIdSkip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    step?: number;
                };
            };
        };
        responses: {
            /** @description The enrollment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Enrollment"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEnrollmentsIdSendNow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On its way to be sent */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            enrollment: components["schemas"]["Enrollment"];
                            queued: boolean;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSenders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All senders */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Sender"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchSendersSender: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sender: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    per_second: number | null;
                };
            };
        };
        responses: {
            /** @description The sender */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Sender"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSendersSenderWake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sender: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sender */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Sender"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInbox: {
        parameters: {
            query?: {
                view?: "needs" | "mine" | "open" | "ended";
                channel?: "text" | "call";
                /** @description Part of a name, number or address, or words of a text or call. */
                q?: string;
                campaign_id?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["InboxItem"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInboxCounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            needs: number;
                            mine: number;
                            open: number;
                            live_calls: number;
                            unread: number;
                            warnings: number;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSearch: {
        parameters: {
            query: {
                q: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description So many of each group at most */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            people: components["schemas"]["Lead"][];
                            said: components["schemas"]["SaidWords"][];
                            campaigns: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                status: "draft" | "running" | "paused" | "ended";
                            }[];
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsLeads: {
        parameters: {
            query?: {
                /** @description Part of a name, number or email. */
                q?: string;
                status?: "new" | "contacted" | "unreachable" | "do_not_contact";
                outcome?: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded";
                source?: string;
                timezone?: string;
                /** @description In this campaign, now or before. */
                campaign_id?: string;
                /** @description The id of a user, or `nobody`. */
                assigned_to?: string | "nobody";
                /** @description Known since that time or later. */
                since?: string;
                /** @description Whether something is planned with them; `held`: it waits, and `next_contact.rule` says why. Sorted other than by `next_contact`, `any` and `held` find those among the soonest 5,000 calls, texts, steps and answers each. */
                next?: "any" | "held" | "none";
                /** @description Something is planned with them before that time. */
                next_before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A CSV file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsCalls: {
        parameters: {
            query?: {
                status?: "scheduled" | "held" | "dialing" | "unknown" | "queued" | "ringing" | "in_progress" | "completed" | "busy" | "no_answer" | "failed" | "canceled";
                lead_id?: number;
                /** @description The outcome of the call, as analysed. */
                outcome?: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded";
                /** @description Created at that time or later. */
                since?: string;
                /** @description Created before that time. */
                until?: string;
                campaign_id?: string;
                agent_id?: string;
                direction?: "outbound" | "inbound";
                /** @description Why it was made, such as `api`, `campaign`, `callback`, `redial`. */
                origin?: string;
                /** @description `reached`: the lead heard us or was heard; `booked`: the goal was reached; `missed`: a call to us that nobody was heard in; `waiting`: planned or held. */
                view?: "reached" | "booked" | "missed" | "waiting";
                /** @description Part of a name, number or email, or words that were said. It finds the newest thousand of each. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A CSV file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsConversations: {
        parameters: {
            query?: {
                view?: "needs" | "mine" | "open" | "ended";
                channel?: "text" | "call";
                q?: string;
                campaign_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A CSV file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsSuppressions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A CSV file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                owner?: "ai" | "human" | "paused" | "closed";
                open?: "true" | "false";
                /** @description `true`: with words that nobody has read. */
                unread?: "true" | "false";
                assigned_to?: string;
                lead_id?: number;
                campaign_id?: string;
                conversion_status?: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded";
                /** @description Part of a name or number. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["ListedConversation"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversationsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Conversation"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversationsIdMessages: {
        parameters: {
            query?: {
                limit?: number;
                /** @description A seq, or a timestamp such as 2026-11-20T17:00:00Z. */
                before?: string;
                /** @description A seq, or a timestamp such as 2026-11-20T17:00:00Z. */
                after?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            conversation: components["schemas"]["Conversation"];
                            messages: components["schemas"]["Message"][];
                            /** @description Texts that wait to be sent and have no seq yet. */
                            planned: components["schemas"]["Message"][];
                            enrollment: {
                                id: number;
                                /** Format: uuid */
                                campaign_id: string;
                                lead_id: number | null;
                                lead_phone: string;
                                phone_extension: string | null;
                                /** @enum {string} */
                                channel: "text" | "call";
                                /** @enum {string} */
                                status: "active" | "paused" | "completed" | "stopped";
                                reason: string | null;
                                next_step: number;
                                next_message_at: string | null;
                                message_id: string | null;
                                call_id: string | null;
                                held_until: string | null;
                                held_rule: string | null;
                                enrolled_at: string;
                                paused_at: string | null;
                                ended_at: string | null;
                                steps: number;
                            } | null;
                            /** @description The `before` of the previous page; null at the beginning. */
                            older: number | null;
                            /** @description The `after` of the next page; null at the end. */
                            newer: number | null;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdMessages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    body: string;
                    /**
                     * @description Ids of uploaded pictures, in their order.
                     * @default []
                     */
                    media?: string[];
                    /** @description Made by the sender, for instance a UUID. */
                    client_message_id: string;
                };
            };
        };
        responses: {
            /** @description It was there already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            message: components["schemas"]["Message"];
                            conversation: components["schemas"]["Conversation"];
                            queued: boolean;
                        };
                    };
                };
            };
            /** @description Written, on its way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            message: components["schemas"]["Message"];
                            conversation: components["schemas"]["Conversation"];
                            queued: boolean;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, and refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversationsIdEntries: {
        parameters: {
            query?: {
                limit?: number;
                before?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["TimelineEntry"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdMessagesMessageIdRetry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The retry exists already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            message: components["schemas"]["Message"];
                            queued: boolean;
                        };
                    };
                };
            };
            /** @description Planned */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            message: components["schemas"]["Message"];
                            queued: boolean;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdMessagesMessageIdVerdict: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    refuses: boolean;
                    /**
                     * @description The scope of the opt-out. Left out: what the words say, else the setting.
                     * @enum {string}
                     */
                    scope?: "all" | "sms" | "voice";
                };
            };
        };
        responses: {
            /** @description The text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Message"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdTakeover: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Conversation"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdHandback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Conversation"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdHoldReply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Conversation"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdClose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Stands, whatever a model makes of the words. Left out: they are judged.
                     * @enum {string}
                     */
                    outcome?: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded";
                    note?: string;
                };
            };
        };
        responses: {
            /** @description The conversation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Conversation"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdReopen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Conversation"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdRead: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Left out: all of it. Never goes back. */
                    seq?: number;
                };
            };
        };
        responses: {
            /** @description How far you have read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            last_read_seq: number;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdUnread: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far you have read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            last_read_seq: number;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdAssign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description Null: nobody’s.
                     */
                    user_id: string | null;
                };
            };
        };
        responses: {
            /** @description The conversation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Conversation"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversationsIdMessagesMessageIdMediaN: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                message_id: string;
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The browser has it */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversationsIdPictures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the carrier takes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            can_send: boolean;
                            why_not: string | null;
                            most: number;
                            /** @description Of one text, in all. */
                            most_bytes: number;
                            types: string[];
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdPictures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description A JPEG, PNG or GIF of at most 5000000 bytes. */
        requestBody?: {
            content: {
                "image/jpeg": string;
                "image/png": string;
                "image/gif": string;
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Uploaded */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            type: string;
                            bytes: number;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPicturesIdEndsSignature: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                ends: number;
                signature: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": string;
                };
            };
            /** @description It has not changed */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": string;
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNotes: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                lead_id?: number;
                conversation_id?: string;
                call_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Note"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postNotes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description Made by the sender; else by us.
                     */
                    id?: string;
                    lead_id?: number;
                    /** Format: uuid */
                    conversation_id?: string;
                    /** Format: uuid */
                    call_id?: string;
                    body: string;
                };
            };
        };
        responses: {
            /** @description It was there already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Note"];
                    };
                };
            };
            /** @description Written */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Note"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteNotesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The note without its words */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Note"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPresence: {
        parameters: {
            query: {
                conversation_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those who have said so within eight seconds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Presence"][];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPresence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    conversation_id: string;
                    /** @enum {string} */
                    state: "here" | "typing" | "gone";
                };
            };
        };
        responses: {
            /** @description Heard */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            forgotten_in_ms: number;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCallSignals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest signal of each live call, at most 500 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["CallSignal"][];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReplies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["CannedReply"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postReplies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name: string;
                    body: string;
                };
            };
        };
        responses: {
            /** @description Kept */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["CannedReply"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRepliesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchRepliesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    body?: string;
                };
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["CannedReply"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRepliesIdRender: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    lead_id: number;
                };
            };
        };
        responses: {
            /** @description The words */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            body: string;
                            missing: string[];
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAgents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All agents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Agent"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAgents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name: string;
                    business: string;
                    prompt: string;
                    greeting?: string | null;
                    voice?: string;
                    language?: string;
                    model?: string | null;
                    tools?: ("end_call" | "book_appointment" | "mark_do_not_call" | "request_human" | "request_callback")[];
                    /**
                     * @description The human who takes over.
                     * @example +12025550101
                     */
                    transfer_number?: string | null;
                    /** @description What the agent may say of prices, discounts, refunds, credit, delivery, guarantees and the like, one statement each, in the languages that it writes. Nothing else of that kind leaves in a text: a person gets the conversation. */
                    facts?: string[];
                    /** @description When somebody is there: {zone, weekly: {mon: [["09:00", "17:00"]], …}, exceptions: [{date, hours, name}]}. A day that is not named is closed; an exception (a holiday) stands for its whole day. Appointments are made within them. Left out: every day from 08:00 to 20:00 where the lead is. */
                    opening_hours?: {
                        zone: string;
                        weekly: {
                            sun?: [
                                string,
                                string
                            ][];
                            mon?: [
                                string,
                                string
                            ][];
                            tue?: [
                                string,
                                string
                            ][];
                            wed?: [
                                string,
                                string
                            ][];
                            thu?: [
                                string,
                                string
                            ][];
                            fri?: [
                                string,
                                string
                            ][];
                            sat?: [
                                string,
                                string
                            ][];
                        };
                        /** @default [] */
                        exceptions?: {
                            /** Format: date */
                            date: string;
                            hours: [
                                string,
                                string
                            ][];
                            name?: string;
                        }[];
                    } | null;
                    max_seconds?: number;
                };
            };
        };
        responses: {
            /** @description The agent */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Agent"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, and refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchAgentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    business?: string;
                    prompt?: string;
                    greeting?: string | null;
                    voice?: string;
                    language?: string;
                    model?: string | null;
                    tools?: ("end_call" | "book_appointment" | "mark_do_not_call" | "request_human" | "request_callback")[];
                    /**
                     * @description The human who takes over.
                     * @example +12025550101
                     */
                    transfer_number?: string | null;
                    /** @description What the agent may say of prices, discounts, refunds, credit, delivery, guarantees and the like, one statement each, in the languages that it writes. Nothing else of that kind leaves in a text: a person gets the conversation. */
                    facts?: string[];
                    /** @description When somebody is there: {zone, weekly: {mon: [["09:00", "17:00"]], …}, exceptions: [{date, hours, name}]}. A day that is not named is closed; an exception (a holiday) stands for its whole day. Appointments are made within them. Left out: every day from 08:00 to 20:00 where the lead is. */
                    opening_hours?: {
                        zone: string;
                        weekly: {
                            sun?: [
                                string,
                                string
                            ][];
                            mon?: [
                                string,
                                string
                            ][];
                            tue?: [
                                string,
                                string
                            ][];
                            wed?: [
                                string,
                                string
                            ][];
                            thu?: [
                                string,
                                string
                            ][];
                            fri?: [
                                string,
                                string
                            ][];
                            sat?: [
                                string,
                                string
                            ][];
                        };
                        /** @default [] */
                        exceptions?: {
                            /** Format: date */
                            date: string;
                            hours: [
                                string,
                                string
                            ][];
                            name?: string;
                        }[];
                    } | null;
                    max_seconds?: number;
                };
            };
        };
        responses: {
            /** @description The agent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Agent"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, and refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSuppressions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Suppression"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSuppressions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @example +12025550101 */
                    phone: string;
                    /**
                     * @default all
                     * @enum {string}
                     */
                    scope?: "all" | "voice" | "sms";
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The suppression, new or existing */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            suppression_id: number;
                            canceled_calls: number;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, and refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSwitches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All switches */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Switch"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSwitchesName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "stop_all" | "stop_calls" | "stop_texts";
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    is_on: boolean;
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description The switch, and how many calls and texts go on because of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Switch"] & {
                            released: number;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhookEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All endpoints */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["WebhookEndpoint"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhookEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @example https://hooks.example.com/ringback */
                    url: string;
                    /**
                     * @description `signed` (left out): JSON {type, timestamp, data} for a program. `slack` and `teams`: a message for people, to an incoming webhook of Slack or a workflow of Teams.
                     * @enum {string}
                     */
                    format?: "signed" | "slack" | "teams";
                    /** @description `conversation.needs_person`: A person is needed: the lead or the agent asked for one, or the agent may not answer. `person_needed`: Somebody begins to need a person, as the inbox lists it: handed over, unclear, a text failed for good, a call asks for a person, or an analysis that nobody could make. Once for each need. Left out: all that exist now; of `slack` and `teams` `person_needed` alone, so that people read of a need once. */
                    events?: ("conversation.needs_person" | "person_needed")[];
                    /** @description Personal data to include besides ids, outcome and reason. Left out: none. */
                    include?: ("lead_name" | "lead_phone" | "summary")[];
                    /** @description Left out, one is generated and shown once. */
                    secret?: string;
                    is_active?: boolean;
                };
            };
        };
        responses: {
            /** @description The endpoint */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            url: string;
                            /** @enum {string} */
                            format: "signed" | "slack" | "teams";
                            events: ("conversation.needs_person" | "person_needed")[];
                            include: ("lead_name" | "lead_phone" | "summary")[];
                            is_active: boolean;
                            disabled_reason: string | null;
                            created_at: string;
                            updated_at: string;
                            /** @description Shown only once. */
                            secret: string | null;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, and refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhookEndpointsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deleted endpoint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["WebhookEndpoint"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchWebhookEndpointsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @example https://hooks.example.com/ringback */
                    url?: string;
                    /**
                     * @description `signed` (left out): JSON {type, timestamp, data} for a program. `slack` and `teams`: a message for people, to an incoming webhook of Slack or a workflow of Teams.
                     * @enum {string}
                     */
                    format?: "signed" | "slack" | "teams";
                    /** @description `conversation.needs_person`: A person is needed: the lead or the agent asked for one, or the agent may not answer. `person_needed`: Somebody begins to need a person, as the inbox lists it: handed over, unclear, a text failed for good, a call asks for a person, or an analysis that nobody could make. Once for each need. Left out: all that exist now; of `slack` and `teams` `person_needed` alone, so that people read of a need once. */
                    events?: ("conversation.needs_person" | "person_needed")[];
                    /** @description Personal data to include besides ids, outcome and reason. Left out: none. */
                    include?: ("lead_name" | "lead_phone" | "summary")[];
                    /** @description Left out, one is generated and shown once. */
                    secret?: string;
                    is_active?: boolean;
                };
            };
        };
        responses: {
            /** @description The endpoint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["WebhookEndpoint"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, and refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhookEndpointsIdTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message is sent soon */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** Format: uuid */
                            delivery_id: string;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhookDeliveries: {
        parameters: {
            query?: {
                limit?: number;
                status?: "pending" | "sending" | "delivered" | "dead";
                endpoint_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["WebhookDelivery"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhookDeliveriesIdRetry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message is queued again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNotificationRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All rules */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["NotificationRule"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postNotificationRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Of which needs; as the inbox names them. */
                    reasons: ("call_asks_for_person" | "asked_for_person" | "handed_over" | "unclear" | "send_failed" | "nobody_could_tell")[];
                    /**
                     * @description Minutes in which nobody has acted on it; 0: at once.
                     * @default 0
                     */
                    after_minutes?: number;
                    /** @enum {string} */
                    channel: "webhook" | "text" | "mail";
                    /**
                     * @description Of a text or mail: whoever is on duty then, whom the conversation is assigned to, or `user_id`. Of a webhook null.
                     * @default null
                     * @enum {string|null}
                     */
                    to_whom?: "on_duty" | "assigned" | "user" | null;
                    /**
                     * Format: uuid
                     * @default null
                     */
                    user_id?: string | null;
                    /**
                     * Format: uuid
                     * @description Of a webhook.
                     * @default null
                     */
                    endpoint_id?: string | null;
                    /** @default true */
                    is_active?: boolean;
                };
            };
        };
        responses: {
            /** @description The rule */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["NotificationRule"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteNotificationRulesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchNotificationRulesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Of which needs; as the inbox names them. */
                    reasons?: ("call_asks_for_person" | "asked_for_person" | "handed_over" | "unclear" | "send_failed" | "nobody_could_tell")[];
                    /** @description Minutes in which nobody has acted on it; 0: at once. */
                    after_minutes?: number;
                    /** @enum {string} */
                    channel?: "webhook" | "text" | "mail";
                    /**
                     * @description Of a text or mail: whoever is on duty then, whom the conversation is assigned to, or `user_id`. Of a webhook null.
                     * @enum {string|null}
                     */
                    to_whom?: "on_duty" | "assigned" | "user" | null;
                    /** Format: uuid */
                    user_id?: string | null;
                    /**
                     * Format: uuid
                     * @description Of a webhook.
                     */
                    endpoint_id?: string | null;
                    is_active?: boolean;
                };
            };
        };
        responses: {
            /** @description The rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["NotificationRule"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDutyShifts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All shifts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["DutyShift"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDutyShifts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    user_id: string;
                    days: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                    /** @example 22:00 */
                    starts: string;
                    /**
                     * @description A shift that does not end after it starts ends on the next day.
                     * @example 06:00
                     */
                    ends: string;
                    time_zone: string;
                };
            };
        };
        responses: {
            /** @description The shift */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["DutyShift"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDutyShiftsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchDutyShiftsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Format: uuid */
                    user_id?: string;
                    days?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                    /** @example 22:00 */
                    starts?: string;
                    /**
                     * @description A shift that does not end after it starts ends on the next day.
                     * @example 06:00
                     */
                    ends?: string;
                    time_zone?: string;
                };
            };
        };
        responses: {
            /** @description The shift */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["DutyShift"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNotifications: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Notification"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All keys */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["ApiKey"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name: string;
                    /** @enum {string} */
                    role: "viewer" | "agent" | "admin";
                    /**
                     * Format: date-time
                     * @description From then on requests with it get 401. Left out: it does not expire by itself.
                     */
                    expires_at?: string;
                };
            };
        };
        responses: {
            /** @description The key */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {string} */
                            role: "viewer" | "agent" | "admin";
                            created_at: string;
                            expires_at: string | null;
                            last_used_at: string | null;
                            revoked_at: string | null;
                            key: string;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteKeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The revoked key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["ApiKey"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The name of the business, and the people of the demo */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            business: string;
                            demo: {
                                email: string;
                                name: string;
                                /** @enum {string} */
                                role: "viewer" | "agent" | "admin";
                            }[] | null;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            user: components["schemas"]["Me"];
                            csrf_token: string;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: {
                everywhere?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** @enum {boolean} */
                            signed_out: true;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                };
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            user: components["schemas"]["Me"];
                            csrf_token: string;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionInvitationsToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invitation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** @enum {string} */
                            purpose: "invite" | "reset";
                            expires_at: string;
                            user: {
                                email: string;
                                name: string;
                                /** @enum {string} */
                                role: "viewer" | "agent" | "admin";
                            };
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionInvitationsToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    /**
                     * Format: password
                     * @description At least 12 characters.
                     */
                    password: string;
                };
            };
        };
        responses: {
            /** @description Signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            user: components["schemas"]["Me"];
                            csrf_token: string;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            user: components["schemas"]["Me"];
                            csrf_token: string;
                            business: string;
                            demo: boolean;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    time_zone?: string | null;
                    preferences?: {
                        /** @enum {string} */
                        theme?: "system" | "light" | "dark";
                        sounds?: {
                            [key: string]: boolean;
                        };
                        notifications?: {
                            [key: string]: boolean;
                        };
                        keyboard?: {
                            [key: string]: boolean;
                        };
                    };
                    quiet_hours?: {
                        /** @example 22:00 */
                        from: string;
                        /** @example 22:00 */
                        until: string;
                    } | null;
                    /** @example +12025550101 */
                    phone?: string | null;
                };
            };
        };
        responses: {
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Me"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood, and refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    current_password: string;
                    /**
                     * Format: password
                     * @description At least 12 characters.
                     */
                    new_password: string;
                };
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** @enum {boolean} */
                            changed: true;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All people */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["User"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    name: string;
                    /** @enum {string} */
                    role: "viewer" | "agent" | "admin";
                };
            };
        };
        responses: {
            /** @description The person, and the link */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["User"] & {
                            link: string | null;
                            link_expires_at: string | null;
                            mailed: boolean;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchUsersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    /** @enum {string} */
                    role?: "viewer" | "agent" | "admin";
                    disabled?: boolean;
                    max_open_conversations?: number | null;
                };
            };
        };
        responses: {
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["User"];
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postUsersIdResetLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["User"] & {
                            link: string | null;
                            link_expires_at: string | null;
                            mailed: boolean;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getActivity: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                lead_id?: number;
                actor_id?: string;
                action?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: components["schemas"]["Activity"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLive: {
        parameters: {
            query?: {
                /** @description Of what to hear. `lead:6` is that lead and every row that belongs to it, `message:` and the id of a conversation is what is said there, `call:` are all calls. There are lead, call, transcript, analysis, appointment, suppression, campaign, campaign_step, consent, enrollment, conversation, conversation_read, note, message, sender, switch, and presence and call-signals, which are no rows. */
                topics?: string;
                lead_id?: number;
                last_event_id?: string;
            };
            header?: {
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSnapshot: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            window: {
                                leads: number | null;
                                calls: string | null;
                                transcripts: number | null;
                                analyses: string | null;
                                appointments: string | null;
                                suppressions: number | null;
                                campaigns: string | null;
                                campaign_steps: string | null;
                                consents: number | null;
                                enrollments: number | null;
                                conversations: string | null;
                                conversation_reads: string | null;
                                notes: string | null;
                                messages: string | null;
                                senders: null;
                                switches: null;
                            };
                            leads: {
                                id: number;
                                name: string | null;
                                phone: string;
                                phone_extension: string | null;
                                email: string | null;
                                external_id: string | null;
                                source: string;
                                timezone: string | null;
                                region: string | null;
                                country: string | null;
                                postal_code: string | null;
                                /** @enum {string} */
                                lead_status: "new" | "contacted" | "unreachable" | "do_not_contact";
                                /** @enum {string|null} */
                                outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                                outcome_at: string | null;
                                call_sid: string | null;
                                last_contacted_at: string | null;
                                notes: string | null;
                                custom: {
                                    [key: string]: unknown;
                                };
                                assigned_to: string | null;
                                created_at: string;
                                updated_at: string;
                            }[];
                            calls: {
                                /** Format: uuid */
                                id: string;
                                lead_id: number | null;
                                /** Format: uuid */
                                agent_id: string | null;
                                /** @enum {string} */
                                direction: "outbound" | "inbound";
                                provider: string;
                                voice: string;
                                to_number: string;
                                from_number: string | null;
                                lead_phone: string;
                                phone_extension: string | null;
                                /** @enum {string} */
                                status: "scheduled" | "held" | "dialing" | "unknown" | "queued" | "ringing" | "in_progress" | "completed" | "busy" | "no_answer" | "failed" | "canceled";
                                /** @enum {string} */
                                priority: "low" | "normal" | "high";
                                message: string | null;
                                origin: string;
                                campaign_id: string | null;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                run_at: string;
                                held_reason: string | null;
                                held_until: string | null;
                                held_rule: string | null;
                                dial: number;
                                redial_of: string | null;
                                callback_of: string | null;
                                call_sid: string | null;
                                answered_by: string | null;
                                duration_seconds: number | null;
                                end_reason: string | null;
                                wrap_up: string | null;
                                wrap_up_reason: string | null;
                                agent_heard_ms: number | null;
                                lead_heard_ms: number | null;
                                silence_reason: string | null;
                                reached: boolean | null;
                                transfer_result: string | null;
                                person_asked_at: string | null;
                                recording_sid: string | null;
                                recording_url: string | null;
                                recording_seconds: number | null;
                                dialed_at: string | null;
                                answered_at: string | null;
                                ended_at: string | null;
                                settled_at: string | null;
                                created_at: string;
                            }[];
                            transcripts: {
                                id: number;
                                call_sid: string;
                                lead_id: number | null;
                                seq: number;
                                /** @enum {string} */
                                role: "user" | "assistant" | "system";
                                content: string;
                                heard: boolean;
                                generated: string | null;
                                reply_ms: number | null;
                                timestamp: string;
                            }[];
                            analyses: {
                                /** Format: uuid */
                                id: string;
                                call_id: string | null;
                                call_sid: string | null;
                                conversation_id: string | null;
                                lead_id: number | null;
                                channel: string;
                                /** @enum {string} */
                                status: "done" | "needs_review";
                                /** @enum {string|null} */
                                outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                                outcome_quote: string | null;
                                outcome_turn: number | null;
                                summary: string | null;
                                /** @enum {string|null} */
                                sentiment: "positive" | "neutral" | "negative" | null;
                                facts: unknown[];
                                dropped: unknown[];
                                next_action: {
                                    [key: string]: unknown;
                                } | null;
                                /** @enum {string} */
                                decided_by: "rules" | "model" | "staff" | "nobody";
                                model: string | null;
                                failure: string | null;
                                correction: {
                                    by_id: string | null;
                                    by_name: string;
                                    at: string;
                                    reason: string | null;
                                    found: {
                                        /** @enum {string} */
                                        status: "done" | "needs_review";
                                        /** @enum {string|null} */
                                        outcome: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                                        outcome_quote: string | null;
                                        outcome_turn: number | null;
                                        failure: string | null;
                                        /** @enum {string} */
                                        decided_by: "rules" | "model" | "staff" | "nobody";
                                    };
                                } | null;
                                created_at: string;
                                updated_at: string;
                            }[];
                            appointments: {
                                /** Format: uuid */
                                id: string;
                                lead_id: number | null;
                                call_id: string | null;
                                conversation_id: string | null;
                                starts_at: string;
                                words: string | null;
                                created_at: string;
                            }[];
                            suppressions: {
                                id: number;
                                phone: string | null;
                                /** @enum {string} */
                                scope: "all" | "voice" | "sms";
                                source: string;
                                words: string | null;
                                call_id: string | null;
                                message_id: string | null;
                                created_at: string;
                                lifted_at: string | null;
                            }[];
                            campaigns: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @enum {string} */
                                status: "draft" | "running" | "paused" | "ended";
                                /** @enum {string} */
                                channel: "text" | "call";
                                agent_id: string | null;
                                provider: string;
                                sender: string;
                                goal: string | null;
                                timezone: string;
                                daily_cap: number | null;
                                per_lead_per_day: number | null;
                                budget_usd: number | null;
                                rules: {
                                    [key: string]: unknown;
                                };
                                capped_until: string | null;
                                started_at: string | null;
                                ended_at: string | null;
                                created_at: string;
                                updated_at: string;
                            }[];
                            campaign_steps: {
                                /** Format: uuid */
                                campaign_id: string;
                                position: number;
                                /** @enum {string} */
                                channel: "text" | "call";
                                delay_seconds: number;
                                variants: {
                                    name: string;
                                    weight: number;
                                    body: string;
                                }[];
                                version: number;
                                created_at: string;
                            }[];
                            consents: {
                                id: number;
                                lead_id: number | null;
                                phone: string;
                                /** @enum {string} */
                                channel: "text" | "call" | "all";
                                /** @enum {string} */
                                kind: "written" | "express" | "implied" | "operator" | "keyword";
                                text_version: string | null;
                                form_id: string | null;
                                source: string;
                                at: string;
                                expires_at: string | null;
                                revoked_at: string | null;
                            }[];
                            enrollments: {
                                id: number;
                                /** Format: uuid */
                                campaign_id: string;
                                lead_id: number | null;
                                lead_phone: string;
                                phone_extension: string | null;
                                /** @enum {string} */
                                channel: "text" | "call";
                                /** @enum {string} */
                                status: "active" | "paused" | "completed" | "stopped";
                                reason: string | null;
                                next_step: number;
                                next_message_at: string | null;
                                message_id: string | null;
                                call_id: string | null;
                                held_until: string | null;
                                held_rule: string | null;
                                enrolled_at: string;
                                paused_at: string | null;
                                ended_at: string | null;
                            }[];
                            conversations: {
                                /** Format: uuid */
                                id: string;
                                lead_id: number | null;
                                lead_phone: string;
                                our_number: string;
                                provider: string;
                                /** @enum {string} */
                                owner: "ai" | "human" | "paused" | "closed";
                                owner_since: string | null;
                                sms_agent_id: string | null;
                                campaign_id: string | null;
                                assigned_to: string | null;
                                last_seq: number;
                                last_inbound_seq: number;
                                last_inbound_at: string | null;
                                last_outbound_at: string | null;
                                last_activity_at: string;
                                last_read_seq: number;
                                reply_due_at: string | null;
                                /** @enum {string|null} */
                                reply_state: "due" | "writing" | "held" | null;
                                /** @enum {string|null} */
                                conversion_status: "success" | "qualified" | "unqualified" | "escalated" | "no_response" | "discarded" | null;
                                ended_at: string | null;
                                end_reason: string | null;
                                end_evidence: {
                                    [key: string]: unknown;
                                } | null;
                                reopened_at: string | null;
                                handover_reason: string | null;
                                handover_summary: string | null;
                                handed_over_at: string | null;
                                awaits_human: boolean;
                                send_failed_at: string | null;
                                nobody_online: boolean;
                                created_at: string;
                            }[];
                            conversation_reads: {
                                /** Format: uuid */
                                reader_id: string;
                                /** Format: uuid */
                                conversation_id: string;
                                seq: number;
                                read_at: string;
                            }[];
                            notes: {
                                /** Format: uuid */
                                id: string;
                                lead_id: number;
                                conversation_id: string | null;
                                call_id: string | null;
                                /** Format: uuid */
                                author_id: string;
                                author_name: string;
                                body: string;
                                created_at: string;
                                deleted_at: string | null;
                            }[];
                            messages: {
                                /** Format: uuid */
                                message_id: string;
                                /** Format: uuid */
                                conversation_id: string;
                                lead_id: number | null;
                                lead_phone: string;
                                seq: number | null;
                                client_message_id: string | null;
                                source_message_id: string | null;
                                /** @enum {string} */
                                direction: "outbound" | "inbound";
                                /** @enum {string} */
                                author: "lead" | "ai" | "human" | "campaign" | "system";
                                /** @enum {string} */
                                kind: "inbound" | "campaign" | "single" | "reply" | "human" | "notice";
                                body: string | null;
                                media: {
                                    /** Format: uuid */
                                    id: string;
                                    /** @enum {string} */
                                    state: "pending" | "kept" | "failed" | "deleted";
                                    /** @enum {string|null} */
                                    fault: "too_large" | "gone" | "unreachable" | "refused" | null;
                                    type: string | null;
                                    bytes: number | null;
                                }[];
                                /** @enum {string} */
                                delivery_status: "pending" | "held" | "sending" | "unknown" | "queued" | "sent" | "delivered" | "undelivered" | "failed" | "canceled" | "suppressed" | "received";
                                delivery_error: string | null;
                                delivered_at: string | null;
                                provider: string;
                                provider_sid: string | null;
                                campaign_id: string | null;
                                enrollment_id: number | null;
                                step: number | null;
                                step_version: number | null;
                                variant: string | null;
                                retry_of: string | null;
                                attempt: number;
                                in_reply_to_seq: number | null;
                                notice: string | null;
                                sent_by: string | null;
                                send_at: string | null;
                                held_reason: string | null;
                                held_until: string | null;
                                held_rule: string | null;
                                suppressed_reason: string | null;
                                sent_at: string | null;
                                segments: number | null;
                                cost_usd: number | null;
                                opt_out: {
                                    [key: string]: unknown;
                                } | null;
                                /** @enum {string|null} */
                                refusal_verdict: "pending" | "refuses" | "not" | "unclear" | null;
                                /** @enum {string|null} */
                                refusal_by: "rules" | "model" | "person" | null;
                                /** @enum {string|null} */
                                refusal_scope: "all" | "sms" | "voice" | null;
                                refusal_words: string | null;
                                refusal_why: string | null;
                                judged_at: string | null;
                                created_at: string;
                            }[];
                            senders: {
                                sender: string;
                                per_second: number | null;
                                rests_until: string | null;
                                rest_reason: string | null;
                            }[];
                            switches: {
                                /** @enum {string} */
                                name: "stop_all" | "stop_calls" | "stop_texts";
                                is_on: boolean;
                                reason: string | null;
                                updated_at: string;
                                set_by: string | null;
                            }[];
                            last_event_id: number;
                        };
                    };
                };
            };
            /** @description The request does not fit; every fault is named */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No valid key, and nobody is signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The role is too low, or a write by cookie has not the token of its page */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database cannot be reached */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksLeadsSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                source: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["LeadForm"];
                "application/x-www-form-urlencoded": components["schemas"]["LeadForm"];
            };
        };
        responses: {
            /** @description The lead, for Google Ads */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadTaken"];
                };
            };
            /** @description The lead */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeadTaken"];
                };
            };
            /** @description The database is unavailable: the lead is stored, then checked and processed when the database is back */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        success: true;
                        data: {
                            /** @enum {boolean} */
                            spooled: true;
                        };
                    };
                };
            };
            /** @description The body cannot be read, or has no phone number; every fault is listed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The API key is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The source is not known, or its proof is not valid */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The number is an own number */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description None of its numbers can be called or texted */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Neither the database nor the spool for leads can be reached: send the lead again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMediaStreamTwiml: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @description The carrier’s id of the call */
                    CallSid: string;
                    /** @description Who rings */
                    From?: string;
                    /** @description The number that is called */
                    To?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description TwiML: what the call does */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/xml": string;
                };
            };
            /** @description The signature is missing or does not fit */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not a form */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksTwilioVoice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @description The carrier’s id of the call */
                    CallSid: string;
                    /** @description Who rings */
                    From?: string;
                    /** @description The number that is called */
                    To?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description TwiML: what the call does next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/xml": string;
                };
            };
            /** @description The signature is missing or does not fit */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not a form */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksTwilioVoiceStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @description The carrier’s id of the call */
                    CallSid: string;
                    /** @description Who rings */
                    From?: string;
                    /** @description The number that is called */
                    To?: string;
                    /** @description The status */
                    CallStatus: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Heard */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is signed but invalid; every fault is listed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The signature is missing or does not fit */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not a form */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksTwilioVoiceAmd: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @description The carrier’s id of the call */
                    CallSid: string;
                    /** @description Who rings */
                    From?: string;
                    /** @description The number that is called */
                    To?: string;
                    /** @description Who answered */
                    AnsweredBy: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Heard */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is signed but invalid; every fault is listed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The signature is missing or does not fit */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not a form */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksTwilioVoiceRecording: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @description The carrier’s id of the call */
                    CallSid: string;
                    /** @description Who rings */
                    From?: string;
                    /** @description The number that is called */
                    To?: string;
                    /** @description The carrier’s id of the recording */
                    RecordingSid: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Heard */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is signed but invalid; every fault is listed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The signature is missing or does not fit */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not a form */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksTwilioVoiceTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @description The carrier’s id of the call */
                    CallSid: string;
                    /** @description Who rings */
                    From?: string;
                    /** @description The number that is called */
                    To?: string;
                    /** @description Whether the person answered */
                    DialCallStatus?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description TwiML: what the call does next */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/xml": string;
                };
            };
            /** @description The signature is missing or does not fit */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not a form */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksTwilioSms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @description The carrier’s id of the text */
                    MessageSid: string;
                    /** @description The sender’s number */
                    From: string;
                    /** @description The receiving number */
                    To: string;
                    /** @description The words */
                    Body?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Empty TwiML: replies are sent separately */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/xml": string;
                };
            };
            /** @description The body is signed but invalid; every fault is listed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The signature is missing or does not fit */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not a form */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksTwilioSmsStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @description The carrier’s id of the text */
                    MessageSid: string;
                    /** @description The sender’s number */
                    From?: string;
                    /** @description The receiving number */
                    To?: string;
                    /** @description The status */
                    MessageStatus: string;
                    ErrorCode?: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Heard */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is signed but invalid; every fault is listed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The signature is missing or does not fit */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not a form */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksRetell: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description call_started, call_ended, call_analyzed, call_inbound, chat_…, sms_inbound */
                    event: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The caller’s data, or the result for a relayed text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Heard */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is signed but invalid; every fault is listed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Neither a signature nor a valid key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The signature is not valid, or the role of the key is too low */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooksRetellInbound: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description call_started, call_ended, call_analyzed, call_inbound, chat_…, sms_inbound */
                    event: string;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The caller’s data, or the result for a relayed text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Heard */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body is signed but invalid; every fault is listed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Neither a signature nor a valid key */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The signature is not valid, or the role of the key is too low */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
