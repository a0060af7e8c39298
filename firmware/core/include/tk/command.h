/* tk/command.h - read a command, and remember which ones were answered.
 *
 * Owns:     the ring of ids seen, so that a repeated delivery is answered and not run again.
 * Uses:     nothing; storage is the node's business, through tk_seen_pack and tk_seen_unpack.
 * Source:   WIRE.md, "command". Golden samples: node-command.
 */
#pragma once
#include "tk/json.h"
#include "tk/text.h"

/* The hub sends nothing new to a node while one of the seven last is not answered (WIRE.md 3.1), so no id that may come
 * again is pushed out, not even of the eight that survive a reset. */
#define TK_SEEN      64
#define TK_SEEN_KEPT 8

#define TK_MAX_DURATION_MS 7200000 /* two hours, as in the wire's Java twin */

#define TK_STEPS  20
#define TK_STEP_S 3600 /* longest step; all together are shorter than this too */

/* What follows what; after the last step the device rests. count 0: no sequence. */
typedef struct {
    uint16_t duration_s[TK_STEPS];
    uint8_t percent[TK_STEPS];
    uint8_t count;
} tk_steps_t;

typedef enum { TK_ON, TK_OFF, TK_TOGGLE, TK_SET_VALUE, TK_SEQUENCE, TK_STOP } tk_action_t;
typedef enum { TK_USER, TK_SCHEDULE, TK_CONDITION, TK_EMERGENCY, TK_RECONCILE } tk_source_t;

typedef enum { TK_NO_RESULT, TK_COMPLETED, TK_FAILED, TK_REJECTED, TK_UNSURE } tk_result_t;
typedef enum {
    TK_NO_ERROR,
    TK_INVALID_COMMAND,
    TK_EXPIRED,
    TK_INTERLOCK,
    TK_HARDWARE,
    TK_SENSOR_ERROR,
    TK_STOPPED, /* an emergency stop holds */
} tk_error_t;

typedef struct {
    tk_uuid_t id;
    uint64_t received_ms; /* the node's clock, when the last byte arrived; set by the node */
    uint32_t ttl_ms;      /* remaining life at that moment */
    uint32_t duration_ms; /* 0: none given */
    uint8_t action;       /* tk_action_t */
    uint8_t source;       /* tk_source_t */
    uint8_t percent;      /* of value, rounded */
    tk_steps_t steps;     /* exactly with TK_SEQUENCE */
    bool has_value;
    bool has_id; /* the id could be read, even if nothing else could */
} tk_command_t;

/* Returns 0, or -1 when a required field is missing or wrong; *field then names it (a static text). j is scratch. */
int tk_command_read(tk_command_t *c, tk_json_t *j, const char *text, size_t len, const char **field);

typedef struct {
    tk_uuid_t id;
    uint8_t result; /* tk_result_t, what we answered the first time */
    uint8_t error;  /* tk_error_t */
} tk_answer_t;

typedef struct {
    tk_answer_t answer[TK_SEEN];
    uint8_t count;
    uint8_t next; /* where the next one goes */
} tk_seen_t;

/* The answer given to that id, or NULL. Valid until the next put. */
const tk_answer_t *tk_seen_find(const tk_seen_t *s, const tk_uuid_t *id);

/* Remembers the answer; a known id keeps its place. */
void tk_seen_put(tk_seen_t *s, const tk_uuid_t *id, tk_result_t result, tk_error_t error);

/* Storage form: version, count, the newest TK_SEEN_KEPT answers oldest first, CRC-32. */
#define TK_SEEN_PACKED (2 + TK_SEEN_KEPT * 18 + 4)
size_t tk_seen_pack(const tk_seen_t *s, uint8_t out[TK_SEEN_PACKED]);

/* Missing or corrupt storage is an empty memory, not an error: returns how many answers were read back. */
int tk_seen_unpack(tk_seen_t *s, const uint8_t *data, size_t len);
