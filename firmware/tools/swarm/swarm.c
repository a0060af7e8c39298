#define _GNU_SOURCE /* epoll_pwait */
#include "swarm.h"
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* Handshakes under way. A broker's queue of connections is short: what it drops comes again after a second only. */
#define MOST_DIALLING 64

#define FILES_EACH 4 /* socket, relay.log, lock, spool.bin */

static uint64_t rss_kb(void)
{
    unsigned long pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (f == NULL || fscanf(f, "%*u %lu", &pages) != 1) {
        pages = 0;
    }
    if (f != NULL) {
        fclose(f);
    }
    return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE) / 1024u;
}

static int room_for(uint32_t files, char *error, size_t cap)
{
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < files) {
        snprintf(error, cap, "needs %u open files, allowed are %llu (ulimit -Hn)", files,
                 (unsigned long long)limit.rlim_cur);
        return -1;
    }
    return 0;
}

static uint32_t lines_of(FILE *in)
{
    char line[PATH_MAX];
    uint32_t count = 0;
    while (fgets(line, sizeof line, in) != NULL) {
        count += line[0] != '\n' ? 1 : 0;
    }
    rewind(in);
    return count;
}

static int join(swarm_t *s, member_t *m, const char *path, bool in_memory, char *error, size_t cap)
{
    if (config_load(&m->config, path, error, cap) < 0) {
        return -1;
    }
    if (s->tls == NULL) {
        s->tls = link_trust(m->config.ca, error, cap);
    } else if (strcmp(m->config.ca, s->member[0].config.ca) != 0) {
        snprintf(error, cap, "%s: ca is another than the first node's; one swarm trusts one", path);
        return -1;
    }
    if (s->tls == NULL) {
        return -1;
    }
    link_join(&m->loop.world.link, s->tls, m->config.cert, m->config.key);
    tk_uuid_text(&m->config.node.node_id, m->name);
    m->loop.world.name = m->name;
    m->loop.world.quiet = in_memory;
    uint32_t boot = in_memory ? (uint32_t)time(NULL) : 0;
    int err = loop_open(&m->loop, &m->config, boot, error, cap);
    return err < 0 ? err : loop_start(&m->loop, error, cap);
}

static int join_all(swarm_t *s, FILE *in, bool in_memory, uint32_t rate, char *error, size_t cap)
{
    char line[PATH_MAX];
    uint32_t at = 0;
    while (at < s->count && fgets(line, sizeof line, in) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] != '\0' && join(s, &s->member[at], line, in_memory, error, cap) < 0) {
            return -1;
        }
        at += line[0] != '\0' ? 1 : 0;
    }
    s->started_ms = world_now(&s->member[0].loop.world);
    for (uint32_t i = 0; i < s->count; i++) {
        s->member[i].loop.dial_at_ms = s->started_ms + i * 1000ull / rate;
    }
    return 0;
}

int swarm_init(swarm_t *s, const char *list, bool in_memory, uint32_t rate, char *error, size_t cap)
{
    *s = (swarm_t){.epoll = epoll_create1(EPOLL_CLOEXEC), .rss_kb = rss_kb()};
    FILE *in = fopen(list, "r");
    if (in == NULL) {
        snprintf(error, cap, "%s: %s", list, strerror(errno));
        return -1;
    }
    s->count = lines_of(in);
    int err = -1;
    if (s->count == 0) {
        snprintf(error, cap, "%s: no node in it", list);
    } else if (room_for(s->count * (in_memory ? 1 : FILES_EACH) + 50, error, cap) == 0) {
        s->member = calloc(s->count, sizeof *s->member);
        snprintf(error, cap, "out of memory");
        if (s->epoll >= 0 && s->member != NULL && heap_init(&s->heap, s->count) == 0) {
            err = join_all(s, in, in_memory, rate, error, cap);
        }
    }
    fclose(in);
    return err;
}

/* Closing a socket ends its watch; the next dial may have its number again. */
static void watch(swarm_t *s, uint32_t i)
{
    member_t *m = &s->member[i];
    const link_t *link = &m->loop.world.link;
    if (link->state == LINK_CLOSED) {
        m->watched = 0;
        return;
    }
    short events = link_events(link);
    if (m->watched == link->attempt && m->events == events) {
        return;
    }
    struct epoll_event e = {.events = (events & POLLIN ? EPOLLIN : 0u) | (events & POLLOUT ? EPOLLOUT : 0u),
                            .data.u32 = i};
    epoll_ctl(s->epoll, m->watched == link->attempt ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, link->fd, &e);
    m->watched = link->attempt;
    m->events = events;
}

static void count(swarm_t *s, member_t *m)
{
    bool up = m->loop.node.session == TK_SESSION_UP;
    bool dialling = m->loop.world.link.state == LINK_DIALLING || m->loop.world.link.state == LINK_SHAKING;
    s->connects += up && !m->was_up ? 1 : 0;
    s->up += (up ? 1u : 0u) - (m->was_up ? 1u : 0u);
    s->dialling += (dialling ? 1u : 0u) - (m->dialling ? 1u : 0u);
    m->was_up = up;
    m->dialling = dialling;
    if (s->up == s->count && !s->told) {
        s->told = true;
        printf("up nodes=%u connect_ms=%llu kb_per_node=%.1f\n", s->count,
               (unsigned long long)(world_now(&m->loop.world) - s->started_ms),
               (double)(rss_kb() - s->rss_kb) / s->count);
        fflush(stdout);
    }
}

static void turn(swarm_t *s, uint32_t i)
{
    member_t *m = &s->member[i];
    heap_move(&s->heap, i, loop_turn(&m->loop, s->dialling < MOST_DIALLING));
    watch(s, i);
    count(s, m);
}

void swarm_run(swarm_t *s, const volatile sig_atomic_t *stopping, const sigset_t *mask)
{
    struct epoll_event event[256];
    const world_t *clock = &s->member[0].loop.world;
    while (!*stopping) {
        uint64_t now = world_now(clock);
        /* At most once round: bytes that wait have their turn even if all are late. */
        for (uint32_t n = 0; n < s->count && s->heap.due[heap_first(&s->heap)] <= now; n++) {
            turn(s, heap_first(&s->heap));
        }
        now = world_now(clock);
        uint64_t due = s->heap.due[heap_first(&s->heap)];
        uint64_t wait = due > now ? due - now : 0;
        int ready = epoll_pwait(s->epoll, event, 256, wait < INT_MAX ? (int)wait : INT_MAX, mask);
        for (int i = 0; i < ready; i++) {
            turn(s, event[i].data.u32);
        }
    }
}

void swarm_end(swarm_t *s)
{
    uint64_t moved = 0;
    uint64_t lost = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        loop_t *l = &s->member[i].loop;
        loop_end(l);
        moved += l->world.moved;
        lost += l->node.noted[TK_NOTE_OUTBOX_FULL];
        link_free(&l->world.link);
        world_free(&l->world);
    }
    printf("end nodes=%u connects=%u moved=%llu lost=%llu\n", s->count, s->connects, (unsigned long long)moved,
           (unsigned long long)lost);
    SSL_CTX_free(s->tls);
    heap_free(&s->heap);
    free(s->member);
    close(s->epoll);
}
