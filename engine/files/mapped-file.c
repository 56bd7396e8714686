/* mapped-file.c — mapping a file safely, even if it is modified meanwhile
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Weights are used in the mapped file as long as the model exists. A program that saves
 * to that file meanwhile truncates it first, and reading a page beyond the new end of a
 * file raises SIGBUS, which terminates the process. So a handler of that signal maps
 * pages of zeros in place of the file, and records this; results computed from them are
 * discarded, since every computation is followed by heed_mapped_file_check(). That
 * function also detects a file that was written to without being truncated. A file that
 * was replaced by another with the same name still exists for this process, and is not
 * affected.
 *
 * A signal handler must not take locks, so it uses a table of fixed size. Signals for
 * other addresses are passed on.
 */

/* For mmap() and file times in nanoseconds. */
#define _DEFAULT_SOURCE

#include "engine/files/mapped-file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/heed.h"

#define MAX_FILES 256
#define ALIGNMENT 64

/* An entry of the handler's table. begin is NULL in an unused entry, and is set last. */
typedef struct {
  gsize   n_bytes;
  gint    is_cut;
  guint8 *begin;
} Range;

struct _HeedMappedFile
{
  Range       *range;
  char        *path;
  int          descriptor;
  struct stat  status;      /* at the time of mapping */
};

static Range ranges[MAX_FILES];
static HeedMappedFile *files[MAX_FILES];  /* one per range; guarded by the lock */
static GMutex lock;
static struct sigaction other_action;

/* --- The signal ---------------------------------------------------------- */

static Range *
find_range (gconstpointer address)
{
  for (guint i = 0; i < MAX_FILES; i++)
    {
      const guint8 *begin = g_atomic_pointer_get (&ranges[i].begin);

      if (begin != NULL && (const guint8 *) address >= begin &&
          (gsize) ((const guint8 *) address - begin) < ranges[i].n_bytes)
        return &ranges[i];
    }

  return NULL;
}

/* Maps zeros from the page of the address to the end of the range. */
static gboolean
cover (Range   *range,
       guint8  *address)
{
  gsize n_page_bytes = (gsize) sysconf (_SC_PAGESIZE);
  gsize offset = (gsize) (address - range->begin) / n_page_bytes * n_page_bytes;

  g_atomic_int_set (&range->is_cut, TRUE);

  return mmap (range->begin + offset, range->n_bytes - offset, PROT_READ,
               MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
}

/* Acts as if our handler were not installed. Returning from the handler repeats the access. */
static void
pass_on (int        number,
         siginfo_t *info,
         void      *context)
{
  if ((other_action.sa_flags & SA_SIGINFO) != 0)
    other_action.sa_sigaction (number, info, context);
  else if (other_action.sa_handler != SIG_DFL && other_action.sa_handler != SIG_IGN)
    other_action.sa_handler (number);
  else
    signal (number, SIG_DFL);
}

static void
bus_error_cb (int        number,
              siginfo_t *info,
              void      *context)
{
  int code = errno;
  Range *range = find_range (info->si_addr);

  if (range == NULL || !cover (range, info->si_addr))
    pass_on (number, info, context);

  errno = code;
}

static void
install_handler (void)
{
  static gsize is_installed = 0;
  struct sigaction action = { .sa_sigaction = bus_error_cb, .sa_flags = SA_SIGINFO | SA_ONSTACK };

  if (!g_once_init_enter (&is_installed))
    return;

  sigemptyset (&action.sa_mask);
  sigaction (SIGBUS, &action, &other_action);
  g_once_init_leave (&is_installed, 1);
}

/* --- Files --------------------------------------------------------------- */

static void
set_error (GError     **error,
           const char  *path,
           int          code)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path,
               g_strerror (code));
}

static Range *
take_range (HeedMappedFile *file,
            guint8         *begin,
            gsize           n_bytes)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);

  for (guint i = 0; i < MAX_FILES; i++)
    if (files[i] == NULL)
      {
        files[i] = file;
        ranges[i].n_bytes = n_bytes;
        g_atomic_int_set (&ranges[i].is_cut, FALSE);
        g_atomic_pointer_set (&ranges[i].begin, begin);

        return &ranges[i];
      }

  return NULL;
}

static void
clear_file (gpointer data)
{
  HeedMappedFile *file = data;

  if (file->range != NULL)
    {
      gpointer begin = file->range->begin;

      g_atomic_pointer_set (&file->range->begin, NULL);
      munmap (begin, file->range->n_bytes);
      files[file->range - ranges] = NULL;
    }

  if (file->descriptor >= 0)
    close (file->descriptor);
  g_free (file->path);
}

HeedMappedFile *
heed_mapped_file_ref (HeedMappedFile *file)
{
  return g_atomic_rc_box_acquire (file);
}

void
heed_mapped_file_unref (HeedMappedFile *file)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);

  g_atomic_rc_box_release_full (file, clear_file);
}

/* Takes ownership of the descriptor. Fails if there are too many mapped files. */
static GBytes *
map (const char         *path,
     int                 descriptor,
     const struct stat  *status,
     GError            **error)
{
  gsize n_bytes = (gsize) status->st_size;
  g_autoptr(HeedMappedFile) file = g_atomic_rc_box_new0 (HeedMappedFile);
  guint8 *begin;

  file->path = g_strdup (path);
  file->descriptor = descriptor;
  file->status = *status;

  begin = mmap (NULL, n_bytes, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (begin == MAP_FAILED)
    {
      set_error (error, path, errno);
      return NULL;
    }

  install_handler ();
  file->range = take_range (file, begin, n_bytes);
  if (file->range == NULL)
    {
      munmap (begin, n_bytes);
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "%s: expected at most %d mapped files, found more", path, MAX_FILES);
      return NULL;
    }

  return g_bytes_new_with_free_func (begin, n_bytes, (GDestroyNotify) heed_mapped_file_unref,
                                     g_steal_pointer (&file));
}

/* Reads up to n_bytes; fewer if the file is truncated meanwhile. */
static GBytes *
copy (const char  *path,
      int          descriptor,
      gsize        n_bytes,
      GError     **error)
{
  guint8 *bytes = g_aligned_alloc (MAX (n_bytes, 1), 1, ALIGNMENT);
  gsize n_read = 0;
  gssize n_more = 1;

  while (n_read < n_bytes && n_more != 0)
    {
      n_more = read (descriptor, bytes + n_read, n_bytes - n_read);

      if (n_more < 0 && errno != EINTR)
        {
          set_error (error, path, errno);
          g_aligned_free (bytes);
          return NULL;
        }

      n_read += (gsize) MAX (n_more, 0);
    }

  return g_bytes_new_with_free_func (bytes, n_read, g_aligned_free, bytes);
}

/**
 * heed_mapped_file_load:
 * @path: path of a regular file
 *
 * Errors: #GFileError; %HEED_ERROR_TOO_LARGE if some hundred large files are
 * open already.
 *
 * Returns: (transfer full): the contents of the file, aligned to 64 bytes
 */
GBytes *
heed_mapped_file_load (const char  *path,
                       GError     **error)
{
  int descriptor;
  struct stat status;
  GBytes *bytes;

  g_return_val_if_fail (path != NULL, NULL);

  descriptor = open (path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 || fstat (descriptor, &status) != 0 || S_ISDIR (status.st_mode))
    {
      set_error (error, path, descriptor >= 0 && S_ISDIR (status.st_mode) ? EISDIR : errno);
      if (descriptor >= 0)
        close (descriptor);
      return NULL;
    }

  if (status.st_size > HEED_MAPPED_FILE_MAX_COPY)
    return map (path, descriptor, &status, error);

  bytes = copy (path, descriptor, (gsize) status.st_size, error);
  close (descriptor);

  return bytes;
}

/**
 * heed_mapped_file_find:
 *
 * Returns: (transfer full) (nullable): the mapped file that contains @data
 */
HeedMappedFile *
heed_mapped_file_find (gconstpointer data)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);
  Range *range = find_range (data);

  return range != NULL ? heed_mapped_file_ref (files[range - ranges]) : NULL;
}

static gboolean
was_written (const struct stat *before,
             const struct stat *now)
{
  return now->st_mtim.tv_sec != before->st_mtim.tv_sec ||
         now->st_mtim.tv_nsec != before->st_mtim.tv_nsec;
}

/**
 * heed_mapped_file_check:
 *
 * Must be called after the bytes were used.
 *
 * Errors: %HEED_ERROR_DAMAGED if the file was truncated or written to since it was
 * mapped: the data may be zeros, or that of another file.
 *
 * Cost: one system call
 *
 * Returns: whether all data read until now was that of the original file
 */
gboolean
heed_mapped_file_check (HeedMappedFile  *file,
                        GError         **error)
{
  struct stat now;
  gboolean is_there = fstat (file->descriptor, &now) == 0;

  if (!g_atomic_int_get (&file->range->is_cut) && is_there && now.st_size >= file->status.st_size &&
      !was_written (&file->status, &now))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "%s: expected a file that stays as it was opened, found that "
               "it was %s; open it again",
               file->path,
               is_there && now.st_size < file->status.st_size ? "made shorter" : "written to");

  return FALSE;
}
