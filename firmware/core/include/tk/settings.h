/* tk/settings.h - what a device is set to: the part of its configuration that a node can honour.
 *
 * Owns:     nothing; the node keeps one tk_settings_t for each device and stores them all as one value.
 * Source:   WIRE.md, "config". Golden samples: config. A parameter that is not known here is somebody else's.
 */
#pragma once
#include "tk/json.h"
#include "tk/text.h"

/* All zero: as the board is made. */
typedef struct {
    uint32_t version;
    uint32_t max_on_ms; /* longest run; never longer than the board's own limit */
    uint32_t min_off_ms;
    uint32_t period_ms;       /* sensors: between two reports */
    int32_t offset_milli[2];  /* sensors: added to what is read, in the order of the kind's metric[] */
} tk_settings_t;

/* Returns 0, or -1 when a required field is missing or wrong; *field then names it (a static text). j is scratch. */
int tk_settings_read(tk_settings_t *s, tk_json_t *j, const char *text, size_t len, const char **field);

/* Storage form of one device's settings. */
#define TK_SETTINGS_PACKED 40
void tk_settings_pack(const tk_settings_t *s, const tk_uuid_t *device, uint8_t out[TK_SETTINGS_PACKED]);
void tk_settings_unpack(tk_settings_t *s, tk_uuid_t *device, const uint8_t in[TK_SETTINGS_PACKED]);
