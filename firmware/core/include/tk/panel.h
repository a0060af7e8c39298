/* tk/panel.h - what a board shows by itself, without any network: a status light and a small display.
 *
 * Owns:     nothing; both are read off the node.
 */
#pragma once
#include "tk/node.h"
#include "tk/provision.h"

typedef enum {
    TK_LIGHT_WELL,    /* on, with a short blink each five seconds: alive, the hub hears it */
    TK_LIGHT_AWAY,    /* half a second on, half off: no hub */
    TK_LIGHT_SENSOR,  /* two short flashes each two seconds: a sensor is lost */
    TK_LIGHT_STOPPED, /* a short flash each second: an emergency stop holds */
    TK_LIGHT_ALARM,   /* five times a second: air that kills */
    TK_LIGHT_SAFE,    /* three short flashes each two seconds: safe mode */
    TK_LIGHT_NOBODYS, /* on for one second of four: waiting to be claimed */
} tk_light_t;

tk_light_t tk_panel_light(const tk_node_t *n); /* the worst thing that there is to say */
bool tk_panel_lit(tk_light_t light, uint64_t now_ms);

#define TK_LINES   8
#define TK_COLUMNS 21

/* Eight lines of capital letters, digits and " .-:%/!", NUL-terminated: state, air and water, what runs, alarms. */
void tk_panel_text(const tk_node_t *n, char line[TK_LINES][TK_COLUMNS + 1]);

/* The same of a board that belongs to nobody: that it waits, its hardware id, how far it is. Never the code. */
void tk_panel_nobodys(const tk_provision_t *p, char line[TK_LINES][TK_COLUMNS + 1]);

/* A 128 x 64 display (SSD1306) on I2C, written line by line without a buffer of its own. write: one transfer to the
 * display, 0 or negative. Both return 0 or negative. */
typedef struct {
    void *ctx;
    int (*write)(void *ctx, const uint8_t *data, size_t len);
} tk_display_t;

int tk_display_begin(const tk_display_t *d);
int tk_display_line(const tk_display_t *d, int row, const char *text);
