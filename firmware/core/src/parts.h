/* parts.h - how the parts of a node call each other. Not for ports. */
#pragma once
#include "tk/node.h"
#include "tk/wire.h"

_Static_assert(sizeof(tk_node_t) <= 8192, "a node's memory budget is 8 kB");

static inline const tk_kind_spec_t *tk_spec(const tk_node_t *n, int device)
{
    return &n->config->board->kind[n->config->device[device].kind];
}

static inline uint64_t tk_wall(const tk_node_t *n, uint64_t at_ms)
{
    return at_ms + (uint64_t)n->clock.offset_ms;
}

static inline uint32_t tk_seconds(uint64_t ms)
{
    return (uint32_t)(ms / 1000u);
}

static inline char *tk_payload(tk_node_t *n)
{
    return (char *)n->tx + TK_TX_HEAD;
}

static inline bool tk_is_sensor(const tk_node_t *n, int device)
{
    return tk_spec(n, device)->class_of == TK_SENSOR;
}

void tk_note(tk_node_t *n, tk_note_t note, int device, int detail, const char *text);

/* act.c: outputs. Nobody else calls the port's set_output. */
typedef struct {
    const tk_uuid_t *command; /* NULL: nobody asked */
    const tk_steps_t *steps;  /* NULL: not a sequence. percent and duration_ms are then those of its first run */
    uint32_t duration_ms;
    uint8_t percent;
    uint8_t cause;
    bool person;
} tk_order_t;

tk_error_t tk_act_admit(tk_node_t *n, int device, const tk_order_t *order); /* would it win? */
tk_error_t tk_act_order(tk_node_t *n, int device, const tk_order_t *order); /* admitted already */
void tk_act_watch(tk_node_t *n);
void tk_act_all_off(tk_node_t *n);
uint64_t tk_act_deadline(const tk_node_t *n);

/* judge.c: what everybody claims of one output. Moves nothing. */
void tk_scene(const tk_node_t *n, int device, tk_scene_t *out);
void tk_judge(const tk_node_t *n, int device, const tk_kind_spec_t *spec, const tk_scene_t *s, tk_claims_t *out);

/* local.c: what the node knows without a hub. */
bool tk_local_hub_lost(const tk_node_t *n);
void tk_local_air(const tk_node_t *n, tk_air_t *out);
void tk_local_watch(tk_node_t *n); /* alarms, thermostats, holds that are over */
bool tk_local_sounds(const tk_node_t *n, int device);
bool tk_local_cools(const tk_node_t *n); /* a fan runs because it is too warm */
uint8_t tk_local_vent(const tk_node_t *n, const tk_kind_spec_t *spec);
void tk_local_silence(tk_node_t *n);
uint64_t tk_local_deadline(const tk_node_t *n);

/* sequence.c: which step comes when. Moves nothing. */
uint32_t tk_sequence_run_ms(const tk_steps_t *steps, int at);
bool tk_sequence_room(const tk_node_t *n, int device);
void tk_sequence_begin(tk_node_t *n, int device, const tk_steps_t *steps);
void tk_sequence_end(tk_node_t *n, int device);
tk_sequence_t *tk_sequence_of(tk_node_t *n, int device); /* NULL: it walks through none */

/* True when a step is over: then what the device must be now, and how long at least it is not off. After the last step
 * the sequence is gone and percent is 0. */
bool tk_sequence_next(tk_node_t *n, int device, uint8_t *percent, uint32_t *run_ms);

/* life.c: clock and resets of the node itself. */
void tk_life_begin(tk_node_t *n);
void tk_life_poll(tk_node_t *n);
void tk_life_ran(tk_node_t *n, int device); /* a run has ended: its day is kept */

static inline bool tk_wall_known(const tk_node_t *n)
{
    return n->clock.quality != TK_TIME_NONE;
}

/* stop.c: emergency stops. */
bool tk_stopped(const tk_node_t *n, int device);
bool tk_stopped_by_button(const tk_node_t *n, int device);
bool tk_stop_holds(const tk_node_t *n); /* for any of its devices */
bool tk_stop_topic(const tk_node_t *n, const tk_mqtt_message_t *m);
void tk_stop_message(tk_node_t *n, const tk_mqtt_message_t *m);
void tk_stop_button(tk_node_t *n, bool pressed);
void tk_stop_loop(tk_node_t *n, uint16_t adc);

/* sense.c */
void tk_sense(tk_node_t *n);
bool tk_sense_fresh(const tk_node_t *n, int device);
int32_t tk_sense_value(const tk_node_t *n, int device, int i); /* of its i-th metric, with its offset */

/* keep.c: readings on flash. packet 0: it was not sent. */
void tk_keep(tk_node_t *n, int device, const int32_t *milli, uint32_t seq, uint16_t packet);
bool tk_keep_whole(const tk_node_t *n, int device); /* every reading of it is kept, of others means */
void tk_keep_acknowledged(tk_node_t *n, uint16_t packet);
void tk_keep_lost_link(tk_node_t *n);
void tk_keep_replay(tk_node_t *n);
uint64_t tk_keep_deadline(const tk_node_t *n);

/* run.c: what to do with a message on a command topic. */
void tk_run_message(tk_node_t *n, const tk_mqtt_message_t *m);

/* upgrade.c: the node's own firmware. Nothing happens while the port has given no tk_update_t. */
bool tk_upgrade_topic(const tk_node_t *n, const tk_mqtt_message_t *m);
void tk_upgrade_message(tk_node_t *n, const tk_mqtt_message_t *m);
void tk_upgrade_acknowledged(tk_node_t *n, uint16_t packet);
uint64_t tk_upgrade_poll(tk_node_t *n);

/* configure.c: what the devices are set to. */
void tk_configure_load(tk_node_t *n);
void tk_configure_message(tk_node_t *n, int device, const tk_mqtt_message_t *m);
uint32_t tk_configure_period(const tk_node_t *n); /* between two reports of the sensors */
tk_kind_spec_t tk_configure_limits(const tk_node_t *n, int device);

/* outbox.c: statuses, kept until the broker has them. */
typedef struct {
    const tk_uuid_t *command; /* NULL: answers none */
    uint8_t previous;
    uint8_t result;
    uint8_t error;
    bool picture; /* said because we connected, not because something happened */
} tk_report_t;

void tk_outbox_add(tk_node_t *n, int device, const tk_report_t *report);
void tk_outbox_acknowledged(tk_node_t *n, uint16_t packet);
void tk_outbox_resend(tk_node_t *n);
void tk_outbox_repeat(tk_node_t *n);

/* session.c */
void tk_session_begin(tk_node_t *n);
void tk_session_end(tk_node_t *n);
void tk_session_rx(tk_node_t *n, const uint8_t *data, size_t len);
void tk_session_poll(tk_node_t *n);
uint64_t tk_session_deadline(const tk_node_t *n);
void tk_session_leave(tk_node_t *n);
void tk_session_beat(tk_node_t *n);       /* a heartbeat now, at QoS 1 */
uint16_t tk_session_packet(tk_node_t *n); /* next packet id */

/* Publishes n->payload on a device's or the node's topic. packet 0: QoS 0. Nothing happens while the session is not up.
 */
typedef struct {
    const tk_uuid_t *owner;
    const char *leaf;
    int payload_len;
    uint16_t packet;
    bool again;
    bool retained;
} tk_outgoing_t;

void tk_session_publish(tk_node_t *n, const tk_outgoing_t *what);
