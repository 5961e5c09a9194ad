/*
 * MQTT 3.1.1 load generator: one thread, epoll, pre-encoded packets, large writes. A closed loop: at most `window`
 * messages are outstanding end to end, so that no queue of the broker grows without bound and nothing has to be dropped.
 *
 * Warm-up, then a measured interval, then a drain: nothing new is sent, and what is outstanding is waited for, so that the
 * totals can be compared with what the broker has stored. Prints one JSON object.
 *
 *   mqtt-load -p PORT [-P publishers] [-S subscribers] [-s payload bytes >= 8] [-q qos] [-w window] [-a ack window]
 *             [-d seconds] [-u warm-up seconds] [-t topic] [--pid broker]
 *
 * Build: cc -O2 -o mqtt-load mqtt-load.c
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK_BYTES = 65536, READ_BYTES = 1 << 18, ACK_BYTES = 1 << 20, SAMPLES_MAX = 2000000, DRAIN_SECONDS = 20 };

typedef struct {
  int fd, index, is_publisher, blocked;
  uint8_t *in; size_t in_length;
  uint8_t *ring; size_t ring_bytes, ring_at, packet_bytes, payload_at;
  uint8_t *acks; size_t acks_length, acks_at;
  uint64_t bytes_sent, acked, received;
  double sample_sent; uint64_t sample_number; /* time of the message being timed, and its number from 1 */
} connection;

static int port = 1883, publishers = 1, subscribers = 1, payload = 16, qos = 0, broker_pid = 0;
static long window = 8192, ack_window = 100;
static double seconds = 3, warm_up = 1;
static const char *topic = "bench/t";
static connection *connections; static int connection_count, epoll_fd;
static uint64_t sent, received, acked;
static double *samples; static size_t sample_count; static int sampling;

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec * 1e-9; }
static void die(const char *what) { fprintf(stderr, "mqtt-load: %s: %s\n", what, strerror(errno)); exit(1); }

static void write_all(int fd, const uint8_t *bytes, size_t count) {
  while (count > 0) { ssize_t n = write(fd, bytes, count); if (n <= 0) die("write"); bytes += n; count -= n; }
}
static void read_all(int fd, uint8_t *bytes, size_t count) {
  while (count > 0) { ssize_t n = read(fd, bytes, count); if (n <= 0) { errno = ECONNRESET; die("the broker closed during the handshake"); } bytes += n; count -= n; }
}
static size_t put_length(uint8_t *out, size_t value) {
  size_t n = 0;
  do { uint8_t b = value & 127; value >>= 7; out[n++] = value ? b | 128 : b; } while (value);
  return n;
}
static size_t put_text(uint8_t *out, const char *text) {
  size_t n = strlen(text); out[0] = n >> 8; out[1] = n; memcpy(out + 2, text, n); return n + 2;
}
static size_t put_publish(uint8_t *out, int id, size_t *payload_at) {
  size_t at = 0;
  out[at++] = 0x30 | (qos << 1);
  at += put_length(out + at, 2 + strlen(topic) + (qos ? 2 : 0) + payload);
  at += put_text(out + at, topic);
  if (qos) { out[at++] = id >> 8; out[at++] = id; }
  *payload_at = at; memset(out + at, 'x', payload); memset(out + at, 0, 8);
  return at + payload;
}
static void expect(int fd, int type) {
  for (;;) {
    uint8_t head, b; size_t length = 0; int shift = 0;
    read_all(fd, &head, 1);
    do { read_all(fd, &b, 1); length |= (size_t)(b & 127) << shift; shift += 7; } while (b & 128);
    uint8_t body[65536]; if (length > sizeof body) { fprintf(stderr, "mqtt-load: unexpected packet\n"); exit(1); }
    read_all(fd, body, length);
    if (head >> 4 != type) continue;
    if (type == 2 && body[1]) { fprintf(stderr, "mqtt-load: CONNACK return code %d\n", body[1]); exit(1); }
    return;
  }
}
static void open_connection(connection *c) {
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
  int one = 1; uint8_t out[1024]; char id[64]; size_t at = 0, n;
  if ((c->fd = socket(AF_INET, SOCK_STREAM, 0)) < 0 || connect(c->fd, (void *)&address, sizeof address)) die("connect");
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  snprintf(id, sizeof id, "load-%d-%d", (int)getpid(), c->index);
  out[at++] = 0x10; at += put_length(out + at, 12 + strlen(id)); memcpy(out + at, "\0\4MQTT\4\2\0\0", 10); at += 10; at += put_text(out + at, id);
  write_all(c->fd, out, at); expect(c->fd, 2);
  if (!c->is_publisher) {
    at = 0; out[at++] = 0x82; at += put_length(out + at, 2 + 2 + strlen(topic) + 1); out[at++] = 0; out[at++] = 1;
    at += put_text(out + at, topic); out[at++] = qos; write_all(c->fd, out, at); expect(c->fd, 9);
  } else {
    uint8_t *probe = malloc(strlen(topic) + payload + 16); n = put_publish(probe, 1, &c->payload_at); free(probe);
    c->packet_bytes = n;
    int count = qos ? 2000 : (int)(CHUNK_BYTES * 4 / n) + 1; size_t fill = 0, unused;
    c->ring = malloc(count * n);
    for (int i = 0; i < count; i++) fill += put_publish(c->ring + fill, i + 1, &unused);
    c->ring_bytes = fill;
  }
  c->in = malloc(READ_BYTES); c->acks = malloc(ACK_BYTES);
  fcntl(c->fd, F_SETFL, O_NONBLOCK);
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = c };
  epoll_ctl(epoll_fd, EPOLL_CTL_ADD, c->fd, &event);
}
static void watch_write(connection *c, int on) {
  struct epoll_event event = { .events = on ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.ptr = c };
  c->blocked = on; epoll_ctl(epoll_fd, EPOLL_CTL_MOD, c->fd, &event);
}
static void flush_acks(connection *c) {
  while (c->acks_at < c->acks_length) {
    ssize_t n = write(c->fd, c->acks + c->acks_at, c->acks_length - c->acks_at);
    if (n < 0) { if (errno == EAGAIN) { if (!c->blocked) watch_write(c, 1); return; } die("write"); }
    c->acks_at += n;
  }
  c->acks_at = c->acks_length = 0;
}
static void sample(double sent_at) { if (sampling && sample_count < SAMPLES_MAX) samples[sample_count++] = now() - sent_at; }

static void take(connection *c) {
  uint8_t *p = c->in, *end = p + c->in_length;
  while (end - p >= 2) {
    size_t length = 0, head = 1; int shift = 0, complete = 0;
    while (head < 5 && p + head < end) { uint8_t b = p[head++]; length |= (size_t)(b & 127) << shift; shift += 7; if (!(b & 128)) { complete = 1; break; } }
    if (!complete || (size_t)(end - p) < head + length) break;
    uint8_t *body = p + head;
    if (p[0] >> 4 == 3) {
      size_t at = 2 + ((body[0] << 8) | body[1]); double stamp;
      if ((p[0] >> 1) & 3) {
        if (c->acks_length + 4 > ACK_BYTES) { fprintf(stderr, "mqtt-load: acknowledgements pile up\n"); exit(1); }
        uint8_t *a = c->acks + c->acks_length; a[0] = 0x40; a[1] = 2; a[2] = body[at]; a[3] = body[at + 1]; c->acks_length += 4; at += 2;
      }
      memcpy(&stamp, body + at, 8);
      if (stamp > 0 && c->index == 0) sample(stamp);
      c->received++; received++;
    } else if (p[0] >> 4 == 4) {
      c->acked++; acked++;
      if (subscribers == 0 && c->sample_number && c->acked >= c->sample_number) { sample(c->sample_sent); c->sample_number = 0; }
    }
    p = body + length;
  }
  size_t left = end - p;
  if (left && p != c->in) memmove(c->in, p, left);
  c->in_length = left;
  if (c->acks_length) flush_acks(c);
}
/* Sends what the windows allow; true when something was sent. */
static int pump(connection *c) {
  if (c->blocked) return 0;
  uint64_t messages = c->bytes_sent / c->packet_bytes; size_t part = c->bytes_sent % c->packet_bytes;
  long allowed = CHUNK_BYTES / c->packet_bytes + 1;
  if (subscribers) {
    long room = window - (long)(sent - received / subscribers), share = window / publishers > 0 ? window / publishers : 1;
    if (publishers > 1 && room > share) room = share;
    if (room < allowed) allowed = room;
  }
  if (qos) { long room = ack_window - (long)(messages - c->acked); if (room < allowed) allowed = room; }
  if (allowed < 0) allowed = 0;
  size_t want = (messages + allowed) * c->packet_bytes > c->bytes_sent ? (messages + allowed) * c->packet_bytes - c->bytes_sent : 0;
  if (part && !want) want = c->packet_bytes - part;
  if (want > c->ring_bytes - c->ring_at) want = c->ring_bytes - c->ring_at;
  if (!want) return 0;
  uint8_t *stamp_at = NULL;
  if (!part && sampling) { double t = now(); stamp_at = c->ring + c->ring_at + c->payload_at; memcpy(stamp_at, &t, 8); if (!c->sample_number) { c->sample_sent = t; c->sample_number = messages + 1; } }
  ssize_t n = write(c->fd, c->ring + c->ring_at, want);
  if (stamp_at && n >= (ssize_t)c->packet_bytes) memset(stamp_at, 0, 8);
  if (n < 0) { if (stamp_at) memset(stamp_at, 0, 8); if (errno != EAGAIN) die("write"); watch_write(c, 1); return 0; }
  c->ring_at = (c->ring_at + n) % c->ring_bytes; c->bytes_sent += n;
  sent += c->bytes_sent / c->packet_bytes - messages;
  return 1;
}
static void serve(int wait_ms) {
  struct epoll_event events[256]; int count = epoll_wait(epoll_fd, events, 256, wait_ms);
  for (int i = 0; i < count; i++) {
    connection *c = events[i].data.ptr;
    if (events[i].events & EPOLLOUT) { watch_write(c, 0); if (c->acks_length) flush_acks(c); }
    if (!(events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))) continue;
    ssize_t n = read(c->fd, c->in + c->in_length, READ_BYTES - c->in_length);
    if (n == 0) { fprintf(stderr, "mqtt-load: the broker closed connection %d after %lu messages\n", c->index, sent); exit(1); }
    if (n < 0) { if (errno == EAGAIN) continue; die("read"); }
    c->in_length += n; take(c);
  }
}
static double cpu_of(int pid) {
  char name[64], text[2048]; snprintf(name, sizeof name, "/proc/%d/stat", pid);
  FILE *file = pid ? fopen(name, "r") : NULL; if (!file) return 0;
  size_t n = fread(text, 1, sizeof text - 1, file); fclose(file); text[n] = 0;
  char *p = strrchr(text, ')'); unsigned long user = 0, kernel = 0;
  sscanf(p + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel);
  return (user + kernel) / (double)sysconf(_SC_CLK_TCK);
}
static double own_cpu(void) { struct rusage u; getrusage(RUSAGE_SELF, &u); return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e-6; }
static int by_value(const void *a, const void *b) { double x = *(double *)a, y = *(double *)b; return x < y ? -1 : x > y; }
static int outstanding(void) {
  if (subscribers && received < sent * subscribers) return 1;
  if (qos && acked < sent) return 1;
  for (int i = subscribers; i < connection_count; i++) if (connections[i].bytes_sent % connections[i].packet_bytes) return 1;
  return 0;
}
int main(int count, char **words) {
  for (int i = 1; i + 1 < count; i += 2) {
    char *flag = words[i], *value = words[i + 1];
    if (!strcmp(flag, "-p")) port = atoi(value); else if (!strcmp(flag, "-P")) publishers = atoi(value);
    else if (!strcmp(flag, "-S")) subscribers = atoi(value); else if (!strcmp(flag, "-s")) payload = atoi(value);
    else if (!strcmp(flag, "-q")) qos = atoi(value); else if (!strcmp(flag, "-w")) window = atol(value);
    else if (!strcmp(flag, "-a")) ack_window = atol(value); else if (!strcmp(flag, "-d")) seconds = atof(value);
    else if (!strcmp(flag, "-u")) warm_up = atof(value); else if (!strcmp(flag, "-t")) topic = value;
    else if (!strcmp(flag, "--pid")) broker_pid = atoi(value); else { fprintf(stderr, "mqtt-load: unknown flag %s\n", flag); return 2; }
  }
  if (payload < 8 || qos > 1 || publishers < 1) { fprintf(stderr, "mqtt-load: payload >= 8, qos 0 or 1, publishers >= 1\n"); return 2; }
  connection_count = publishers + subscribers; connections = calloc(connection_count, sizeof *connections);
  samples = malloc(sizeof *samples * SAMPLES_MAX); epoll_fd = epoll_create1(0);
  for (int i = 0; i < connection_count; i++) { connections[i].index = i; connections[i].is_publisher = i >= subscribers; open_connection(&connections[i]); }
  double begin = now(), measure_at = begin + warm_up, stop_at = measure_at + seconds, started = 0, ended = 0, cpu0 = 0, cpu1 = 0, own0 = 0, own1 = 0;
  uint64_t sent0 = 0, received0 = 0, acked0 = 0, sent1, received1, acked1; int measuring = 0;
  for (;;) {
    double t = now();
    if (!measuring && t >= measure_at) { measuring = 1; started = t; sent0 = sent; received0 = received; acked0 = acked; cpu0 = cpu_of(broker_pid); own0 = own_cpu(); sampling = 1; }
    if (t >= stop_at) break;
    int busy = 0;
    for (int i = subscribers; i < connection_count; i++) busy |= pump(&connections[i]);
    serve(busy ? 0 : 20);
  }
  ended = now(); sent1 = sent; received1 = received; acked1 = acked; cpu1 = cpu_of(broker_pid); own1 = own_cpu(); sampling = 0;
  /* Drain: no new message, but one that is half sent is finished. */
  window = 0; ack_window = 0;
  for (double until = now() + DRAIN_SECONDS; outstanding() && now() < until;) {
    for (int i = subscribers; i < connection_count; i++) if (connections[i].bytes_sent % connections[i].packet_bytes) pump(&connections[i]);
    serve(20);
  }
  qsort(samples, sample_count, sizeof *samples, by_value);
  double time = ended - started;
  printf("{\"seconds\":%.3f,\"sent\":%lu,\"received\":%lu,\"acked\":%lu,\"brokerCpuSeconds\":%.2f,\"loadCpuSeconds\":%.2f,"
         "\"totalSent\":%lu,\"totalReceived\":%lu,\"totalAcked\":%lu,\"drained\":%s,\"samples\":%zu,\"p50Us\":%.1f,\"p99Us\":%.1f}\n",
         time, sent1 - sent0, received1 - received0, acked1 - acked0, cpu1 - cpu0, own1 - own0, sent, received, acked, outstanding() ? "false" : "true",
         sample_count, sample_count ? samples[sample_count / 2] * 1e6 : 0, sample_count ? samples[(size_t)(sample_count * .99)] * 1e6 : 0);
  return 0;
}
