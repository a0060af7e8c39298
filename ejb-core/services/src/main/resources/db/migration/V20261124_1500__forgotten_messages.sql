-- Messages that are long over are deleted by a timer; it should not read the others for that.
create index code_message_expired on code_message (expires_at);
