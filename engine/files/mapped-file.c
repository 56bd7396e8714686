/* mapped-file.c — a file's bytes, which outlive what is done to the file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Weights are used where the file is mapped, for as long as the model is. A
 * program that saves into that file meanwhile makes it shorter first, and to
 * read a page that a file no longer has ends a program with SIGBUS. So a handler
 * of that signal puts pages of zeros where the file was, and remembers it; what
 * was computed from them is thrown away, since whoever computes asks
 * heed_mapped_file_check() afterwards. It also sees a file that was written to
 * without becoming shorter. One that was replaced by another of its name is
 * still there for us, and is left alone.
 *
 * A handler of a signal may take no locks, so what it looks at is a table of
 * fixed size. Signals for other addresses are passed on.
 */

/* For mmap() and the times of a file in nanoseconds. */
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

/* What the handler looks at. begin is NULL where there is none, and set last. */
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
  struct stat  status;      /* when it was mapped */
};

static Range ranges[MAX_FILES];
static HeedMappedFile *files[MAX_FILES];  /* of each range; behind the lock */
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

/* Zeros from the page of the address to the end of the range. */
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

/* As if our handler had not been there. To return from it repeats the access. */
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

/* NULL without an error if there are too many already. Takes the descriptor. */
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

/* What is there of n_bytes: a file that is made shorter meanwhile has fewer. */
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
 * @path: of a regular file
 *
 * Errors: #GFileError; %HEED_ERROR_TOO_LARGE if some hundred large files are
 * open already.
 *
 * Returns: (transfer full): all of it, the first byte at a multiple of 64
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
 * Returns: (transfer full) (nullable): the mapped file in which @data lies
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
 * To be asked after its bytes were used.
 *
 * Errors: %HEED_ERROR_DAMAGED if the file was cut short or written to since it
 * was mapped: what was read may be zeros, or another file's.
 *
 * Cost: one call of the system
 *
 * Returns: whether all that was read until now is what the file had
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
