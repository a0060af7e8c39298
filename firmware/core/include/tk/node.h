/* tk/node.h - one node: its devices, its session with the farm's broker, its memory of commands.
 *
 * Owns:     everything in tk_node_t. No globals: a program may hold thousands of nodes.
 * Uses:     tk_port_t for every effect.
 * Promises: never waits, never allocates, never reads a clock. Time is the caller's monotonic milliseconds and never
 * goes back. Call from one thread.
 */
#pragma once
#include "tk/arbiter.h"
#include "tk/clock.h"
#include "tk/mqtt.h"
#include "tk/pace.h"
#include "tk/port.h"
#include "tk/settings.h"
#include "tk/spool.h"
#include "tk/update.h"

#define TK_MAX_DEVICES 16   /* WIRE.md: a node carries 1 to 16 devices */
#define TK_OUTBOX      24   /* statuses waiting for the broker: one picture of all devices, and half as many events */
#define TK_PAYLOAD     1232 /* longest payload out: a heartbeat with the settings of 16 devices */
#define TK_TX_HEAD     128  /* room before it for a packet's header and topic, which have 111 characters at most */
#define TK_TOPIC       104  /* longest topic, 102 characters */
#define TK_SEQUENCES   4    /* devices of one node that walk through steps at the same time; one more is refused */

#define TK_HEARTBEAT_MS  30000
#define TK_KEEP_ALIVE_S  30
#define TK_PING_AFTER_MS 15000 /* of silence from the broker */
#define TK_SILENCE_MS    25000 /* after which the link is dead, before the broker's own 45 s */
#define TK_CONNACK_MS    10000

typedef struct {
    tk_uuid_t id;
    uint8_t kind; /* tk_kind_t */
} tk_device_config_t;

/* Must outlive the node. */
typedef struct {
    const tk_board_t *board;
    tk_uuid_t node_id;
    tk_uuid_t farm_id;
    uint32_t incarnation; /* given at claim */
    uint32_t boot;        /* persisted boot counter, raised by the port before init */
    uint32_t sensor_period_ms;
    const char *firmware_version;
    const char *boot_reason; /* "power_on" is nobody's fault, "software" is the node's own wish; else a fault */
    tk_update_t *update;     /* begun by the port with tk_update_init, before the node; NULL: takes no updates */
    tk_device_config_t device[TK_MAX_DEVICES];
    uint8_t devices;
} tk_node_config_t;

/* One status that the broker has not acknowledged yet. Kept as facts, written as JSON each time it is sent. */
typedef struct {
    uint64_t wall_ms;
    uint32_t off_in_ms; /* from wall_ms; 0: it does not switch off by itself */
    uint32_t seq;
    tk_uuid_t command;
    uint16_t packet;
    uint16_t cause : 4;
    uint16_t result : 4; /* TK_NO_RESULT: it answers no command */
    uint16_t error : 4;
    uint16_t picture : 1; /* taken at a connect; nothing happened */
    uint16_t sent : 1;    /* at least once, on whatever connection */
    uint8_t device;
    uint8_t value;
    uint8_t previous;
} tk_status_t;

/* What an output is walking through. Lives in memory only: after a reset a device rests. */
typedef struct {
    uint64_t next_at_ms; /* when the step ends */
    tk_steps_t steps;    /* count 0: free */
    uint8_t device;
    uint8_t at; /* the step that runs */
} tk_sequence_t;

/* Which emergency stops hold for this node. schedules.md, "Who wins", 1 and 3. */
typedef struct {
    uint64_t version;   /* of the hub's message; 0: none heard since boot */
    uint64_t air_at_ms; /* when a stop from the app lets fans go */
    uint16_t app;       /* TK_BIT of the devices it stops */
    uint16_t button;    /* the same, of another node's button: the hub says so */
    uint16_t wire;      /* of another node's broken loop */
    bool pressed;       /* our own: all of our devices */
    bool broken;        /* our own loop */
} tk_stop_t;

/* What a device was told to be, by a person or a schedule. */
typedef struct {
    uint64_t end_ms; /* 0: until told */
    uint32_t hold_s; /* a person's, monotonic seconds: schedules and local rules wait until then */
    bool given;
    bool person;
    uint8_t percent;
    uint8_t cause;
} tk_standing_t;

typedef struct {
    tk_usage_t usage;
    tk_standing_t order;
    uint32_t rest_s; /* thermostat: not before, after a run has met its limit */
    bool latch;      /* the thermostat is on */
    bool warm;       /* switched off by hand above the comfort limit, and its hold is over */
} tk_actuator_t;

typedef struct {
    uint64_t read_at_ms; /* of the last good sample */
    uint64_t next_ms;    /* when it is asked again */
    int32_t reading[TK_METRICS_PER_SENSOR];
    tk_median_t median[TK_METRICS_PER_SENSOR]; /* dht22 */
    uint32_t pulses;                           /* flow: at the last sample */
    int32_t mean_sum[TK_METRICS_PER_SENSOR];   /* of what nobody has heard */
    uint8_t mean_count;
    uint8_t tries; /* in a row that failed */
    uint8_t leaps; /* in a row that could not be believed */
    bool ok;       /* the last three tries were not all bad */
    bool has_reading;
    bool lost; /* without a good reading for too long; said */
} tk_sensor_t;

typedef struct {
    tk_output_t out;
    tk_settings_t settings;
    uint32_t paced_ms;     /* when a command last moved it; runs over, differences do not */
    uint64_t said_wall_ms; /* when it last said what it is */
    uint32_t said_seq;     /* 0: it has said nothing since boot */
    uint8_t cause;
    bool stuck; /* the output did not follow; said once */
    union {
        tk_actuator_t act;
        tk_sensor_t sense;
    };
} tk_device_t;

/* Air that kills. schedules.md, "Who wins", 2. */
typedef struct {
    uint64_t since_ms; /* when the siren began */
    bool hot;
    bool cold;
    bool acknowledged;
} tk_alarm_t;

/* A reading from the spool that the broker has not acknowledged. packet 0: free. */
#define TK_FLIGHTS 8
typedef struct {
    uint32_t place;
    uint16_t packet;
} tk_flight_t;

typedef enum { TK_SESSION_DOWN, TK_SESSION_GREETED, TK_SESSION_UP } tk_session_t;

typedef struct {
    const tk_node_config_t *config;
    const tk_port_t *port;
    tk_clock_t clock;
    tk_bucket_t bucket;
    uint64_t started_ms;
    uint64_t now_ms;
    uint64_t sample_at_ms;
    uint64_t report_at_ms;
    uint64_t heartbeat_at_ms;
    uint64_t heard_ms;  /* last byte from the broker */
    uint64_t hub_ms;    /* last message that the hub itself sent just then */
    uint64_t button_ms; /* when a button stop last held; 0: never */
    uint32_t seq;
    uint32_t noted[TK_NOTE_COUNT]; /* how often each note was made */
    uint16_t packet;
    tk_stop_t stop;
    tk_loop_t loop;
    tk_alarm_t alarm;
    uint8_t session; /* tk_session_t */
    bool pinged;
    bool safe_mode; /* it has reset again and again: no orders until it has been switched off and on */
    bool healthy;   /* it has lived long enough for the count of resets to begin anew */
    uint8_t outbox_from;
    uint8_t outbox_count;
    tk_status_t outbox[TK_OUTBOX];
    tk_device_t device[TK_MAX_DEVICES];
    tk_spool_t spool;
    uint32_t replay; /* place that is looked at next */
    uint64_t replay_at_ms;
    tk_flight_t flight[TK_FLIGHTS];
    tk_sequence_t sequence[TK_SEQUENCES];
    tk_seen_t seen;
    tk_mqtt_reader_t rx;
    /* Scratch. A message is read before an answer to it is written; a payload is written behind the place of its header
       and moved to it. */
    union {
        tk_json_t json;
        uint8_t tx[TK_TX_HEAD + TK_PAYLOAD];
    };
} tk_node_t;

typedef enum {
    TK_LINK_UP,   /* bytes can flow to the broker */
    TK_LINK_DOWN, /* they no longer can */
    TK_RX,        /* bytes came */
    TK_WALL,      /* the wall clock became known or was set */
    TK_BUTTON,    /* position of the emergency stop button; may be told again and again */
    TK_LOOP,      /* what the supervised stop loop's converter reads, every 5 ms; for boards with TK_USE_LOOP */
    TK_SILENCE,   /* a person at the board has heard the siren */
    TK_IMAGE,     /* bytes of the firmware that tk_update_port_t.fetch was asked for */
    TK_IMAGE_END, /* no more of them will come */
} tk_event_kind_t;

typedef struct {
    tk_event_kind_t kind;
    const uint8_t *data; /* TK_RX, TK_IMAGE */
    size_t len;
    int64_t wall_offset_ms; /* TK_WALL: wall clock minus monotonic */
    bool by_battery;        /* TK_WALL: from a battery's clock, not from the hub */
    bool pressed;           /* TK_BUTTON */
    uint16_t adc;           /* TK_LOOP */
    uint8_t end;            /* TK_IMAGE_END: tk_fetch_end_t */
} tk_event_t;

/* Sets every output off, reads the command memory back. 0, or negative when the configuration is impossible. */
int tk_node_init(tk_node_t *n, const tk_node_config_t *config, const tk_port_t *port, uint64_t now_ms);

void tk_node_event(tk_node_t *n, const tk_event_t *event, uint64_t now_ms);

/* Runs what is due; returns when to call again at the latest (monotonic ms). */
uint64_t tk_node_poll(tk_node_t *n, uint64_t now_ms);

/* Orderly end: outputs off, a retained "offline", DISCONNECT. */
void tk_node_stop(tk_node_t *n, uint64_t now_ms);
