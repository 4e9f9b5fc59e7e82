/* A disk that fails: loaded before the C library by the tests of faults.

   From the n-th call on, writing to or syncing a file whose path holds one of two texts fails
   with an error number; a full disk still takes what makes no file longer. It also
   keeps which files were written and not synced since. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST 65536

static char fault_path[512], fault_other[512];
static long fault_left;
static int fault_errno;
static long fault_calls;
static struct { dev_t dev; ino_t ino; } unsynced[MOST];
static int unsynced_count;
static char watched[512];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void fault_arm(const char *path, const char *other, long calls, int error) {
    pthread_mutex_lock(&lock);
    strncpy(fault_path, path, sizeof fault_path - 1);
    strncpy(fault_other, other, sizeof fault_other - 1);
    fault_left = calls;
    fault_errno = error;
    fault_calls = 0;
    pthread_mutex_unlock(&lock);
}

long fault_count(void) { return fault_calls; }

void fault_watch(const char *path) {
    pthread_mutex_lock(&lock);
    strncpy(watched, path, sizeof watched - 1);
    unsynced_count = 0;
    pthread_mutex_unlock(&lock);
}

int fault_unsynced(unsigned long dev, unsigned long ino) {
    int found = 0;
    pthread_mutex_lock(&lock);
    for (int n = 0; n < unsynced_count; n++)
        found |= unsynced[n].dev == dev && unsynced[n].ino == ino;
    pthread_mutex_unlock(&lock);
    return found;
}

static int path_of(int fd, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, size - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return 1;
}

static void keep(int fd, int synced) {
    struct stat about;
    if (fstat(fd, &about) || !S_ISREG(about.st_mode))
        return;
    int n = 0;
    while (n < unsynced_count && !(unsynced[n].dev == about.st_dev && unsynced[n].ino == about.st_ino))
        n++;
    if (synced && n < unsynced_count)
        unsynced[n] = unsynced[--unsynced_count];
    else if (!synced && n == unsynced_count && n < MOST) {
        unsynced[n].dev = about.st_dev;
        unsynced[n].ino = about.st_ino;
        unsynced_count++;
    }
}

static int is_longer(int fd, off64_t end) {
    struct stat about;
    return !fstat(fd, &about) && end > about.st_size;
}

static off64_t end_of_write(int fd, size_t size) {
    return fault_path[0] || watched[0] ? lseek64(fd, 0, SEEK_CUR) + (off64_t)size : 1;
}

/* Tell whether this call fails; `end` is where a write ends, 0 for a sync. */
static int fails(int fd, off64_t end) {
    int synced = end == 0;
    char path[1024];
    int failed = 0;
    if (!fault_path[0] && !watched[0])
        return 0;
    int known = errno;
    if (path_of(fd, path, sizeof path)) {
        pthread_mutex_lock(&lock);
        if (fault_path[0] && (strstr(path, fault_path) || strstr(path, fault_other)))
            failed = ++fault_calls >= fault_left &&
                     (fault_errno != ENOSPC || is_longer(fd, end));
        if (!failed && watched[0] && strstr(path, watched))
            keep(fd, synced);
        pthread_mutex_unlock(&lock);
    }
    errno = failed ? fault_errno : known;
    return failed;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    return fails(fd, end_of_write(fd, size)) ? -1 : real(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t place) {
    REAL(pwrite);
    return fails(fd, place + (off64_t)size) ? -1 : real(fd, data, size, place);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t place) {
    REAL(pwrite64);
    return fails(fd, place + (off64_t)size) ? -1 : real(fd, data, size, place);
}

int fsync(int fd) {
    REAL(fsync);
    return fails(fd, 0) ? -1 : real(fd);
}

int fdatasync(int fd) {
    REAL(fdatasync);
    return fails(fd, 0) ? -1 : real(fd);
}
