/* tk/port.h - everything the core needs from the world. A new home for the core supplies these functions and nothing
 * else.
 *
 * All are called from inside tk_node_*; none may call back into the node, and none may wait.
 */
#pragma once
#include "tk/board.h"
#include "tk/command.h"
#include "tk/signals.h"

/* Why an output is as it is. */
typedef enum {
    TK_BY_BOOT,
    TK_BY_COMMAND,
    TK_BY_SCHEDULE,
    TK_BY_CONDITION,
    TK_BY_BUTTON,
    TK_BY_EMERGENCY_STOP,
    TK_BY_LIFE,
    TK_BY_FAILSAFE,
} tk_cause_t;

/* What moved an output. command is NULL unless a command did. */
typedef struct {
    uint8_t value; /* percent; a relay knows 0 and 100 */
    uint8_t cause; /* tk_cause_t */
    const tk_uuid_t *command;
} tk_edge_t;

/* What the pins of a sensor said, before anybody has believed it. Which part is used follows from the kind. */
typedef struct {
    uint8_t count; /* how many of us, adc or counts */
    union {
        uint16_t us[TK_DHT22_PULSES]; /* dht22: lengths of levels, tk_dht22_decode */
        uint16_t adc[TK_CONVERSIONS]; /* water_level: five conversions will do */
        int32_t counts[TK_WEIGHINGS]; /* scale */
        uint32_t pulses;              /* flow: since the port started; may run over */
        bool seen;                    /* motion: tk_motion_look */
    };
} tk_raw_t;

typedef struct {
    int32_t rssi_dbm;
    uint32_t heap_free; /* bytes */
    bool has_rssi;
    bool has_heap;
} tk_health_t;

typedef enum { TK_KEY_SEEN, TK_KEY_SETTINGS, TK_KEY_CLOCK, TK_KEY_RESETS, TK_KEY_DAY, TK_KEYS } tk_key_t;

/* What happened, for counting and for a log line. */
typedef enum {
    TK_NOTE_LINK_UP,      /* the broker accepted us */
    TK_NOTE_LINK_REFUSED, /* the broker said no; detail: its code */
    TK_NOTE_LINK_SILENT,  /* no answer within the keep-alive */
    TK_NOTE_BAD_PACKET,   /* not MQTT, or not for us */
    TK_NOTE_BAD_TOPIC,
    TK_NOTE_BAD_COMMAND, /* text: the field */
    TK_NOTE_COMMAND,     /* taken; detail: tk_result_t */
    TK_NOTE_REPEATED,    /* a known id, answered again */
    TK_NOTE_SUBSCRIPTION_REFUSED,
    TK_NOTE_SENSOR_FAILED,
    TK_NOTE_OUTBOX_FULL,  /* a status was lost */
    TK_NOTE_OUTPUT_STUCK, /* detail: percent wanted */
    TK_NOTE_STORAGE,      /* a write failed */
    TK_NOTE_CONFIG,       /* settings taken; detail: their version */
    TK_NOTE_BAD_CONFIG,   /* text: the field */
    TK_NOTE_STOP,         /* detail: 1 from the app, 2 a button, 4 a broken loop, added up; 0 over */
    TK_NOTE_BAD_STOP,     /* text: the field */
    TK_NOTE_ALARM,        /* detail: 1 deadly heat, 2 deadly cold, 0 over */
    TK_NOTE_SENSOR_LOST,  /* without a good reading for too long; detail: 1, 0 it is back */
    TK_NOTE_SAFE_MODE,    /* detail: resets in a row */
    TK_NOTE_PACE,         /* commands come too fast; one refused */
    TK_NOTE_BAD_UPDATE,   /* not an offer; text: the field */
    TK_NOTE_UPDATE,       /* text: the state of the update, or why there is none */
    TK_NOTE_COUNT,
} tk_note_t;

typedef struct {
    void *ctx;

    /* Queues all bytes for the broker, or fails (negative). After a failure the port must report TK_LINK_DOWN. */
    int (*send)(void *ctx, const uint8_t *data, size_t len);

    /* The session is over: close, and report TK_LINK_DOWN later. */
    void (*hang_up)(void *ctx);

    /* Moves the output of device number `device`. Negative: it did not move. */
    int (*set_output)(void *ctx, int device, const tk_edge_t *edge);

    /* The last finished measurement of a sensor. Negative: none yet, or its pins said nothing. Never a made-up one. */
    int (*measure)(void *ctx, int device, tk_raw_t *out);

    /* Replaces the value as a whole, so that a reset leaves the old one or the new one. 0 or negative. */
    int (*store)(void *ctx, tk_key_t key, const uint8_t *data, size_t len);

    /* Length read, 0 when there is none. */
    size_t (*load)(void *ctx, tk_key_t key, uint8_t *data, size_t cap);

    /* Flash for readings, sectors of 4 KiB; spool_size 0: there is none, and the functions may be NULL. Erasing makes
     * ones, writing clears bits. 0 or negative. */
    uint32_t spool_size;
    int (*spool_read)(void *ctx, uint32_t at, uint8_t *data, size_t len);
    int (*spool_write)(void *ctx, uint32_t at, const uint8_t *data, size_t len);
    int (*spool_erase)(void *ctx, uint32_t at);

    void (*health)(void *ctx, tk_health_t *out);

    /* device is -1 when the note is not about one. text may be NULL. */
    void (*note)(void *ctx, tk_note_t note, int device, int detail, const char *text);
} tk_port_t;
