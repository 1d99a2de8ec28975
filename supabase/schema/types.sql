create type public.call_status as enum (
  'scheduled', 'held', 'dialing', 'unknown', 'queued', 'ringing', 'in_progress',
  'completed', 'busy', 'no_answer', 'failed', 'canceled'
);
create type public.call_direction as enum ('outbound', 'inbound');
create type public.call_priority as enum ('low', 'normal', 'high');
create type public.outcome as enum (
  'success', 'qualified', 'unqualified', 'escalated', 'no_response', 'discarded'
);
create type public.verdict as enum ('allow', 'hold', 'deny');
create type public.transcript_role as enum ('user', 'assistant', 'system');
create type public.api_role as enum ('admin', 'agent', 'viewer');
create type public.delivery_status as enum (
  'pending', 'held', 'sending', 'unknown', 'queued', 'sent', 'delivered', 'undelivered', 'failed',
  'canceled', 'suppressed', 'received'
);
create type public.conversation_owner as enum ('ai', 'human', 'paused', 'closed');
create type public.message_author as enum ('lead', 'ai', 'human', 'campaign', 'system');
create type public.message_kind as enum ('inbound', 'campaign', 'single', 'reply', 'human', 'notice');
create type public.campaign_status as enum ('draft', 'running', 'paused', 'ended');
create type public.enrollment_status as enum ('active', 'paused', 'completed', 'stopped');
create type public.webhook_status as enum ('pending', 'sending', 'delivered', 'dead');
