/* session-writer.c — writing session files in order, in the background
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hashing the models and writing the files may be slow, so both are done on other
 * threads. The last files, when the program exits, are written at once, and no older
 * version may overwrite them: each write to a path has a number, and is skipped if a
 * later one has been done.
 */

#include "app/window/sessions/session-writer.h"

#include "app/core/files/fingerprint.h"

typedef struct {
  HeedSessionFile *file;
  char            *path;
} Waiting;

/* Shared between the main thread and the writing threads. */
typedef struct {
  GMutex      mutex;
  GHashTable *last;  /* char * to guint: a path to the number of the last write to it */
} Turns;

typedef struct {
  Turns *turns;
  guint  number;
  char  *path;
  char  *text;
} Order;

struct _HeedSessionWriter
{
  HeedSessionWrittenFunc  written;
  gpointer                user_data;
  GQueue                  waiting;      /* of Waiting */
  Waiting                *current;      /* its models are being read, or it is written; or NULL */
  GCancellable           *cancellable;  /* of all reading and writing */
  GHashTable             *known;        /* char * to char *: a model's path to its SHA-256, or to
                                         * "" if it could not be read */
  Turns                  *turns;
  guint                   n_orders;
};

static void
free_waiting (Waiting *waiting)
{
  heed_session_file_free (waiting->file);
  g_free (waiting->path);
  g_free (waiting);
}

static void
clear_turns (gpointer data)
{
  Turns *turns = data;

  g_mutex_clear (&turns->mutex);
  g_hash_table_unref (turns->last);
}

static void
free_order (Order *order)
{
  g_atomic_rc_box_release_full (order->turns, clear_turns);
  g_free (order->path);
  g_free (order->text);
  g_free (order);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Order, free_order)

static Order *
new_order (HeedSessionWriter     *self,
           const HeedSessionFile *file,
           const char            *path)
{
  Order *order = g_new0 (Order, 1);

  order->turns = g_atomic_rc_box_acquire (self->turns);
  order->number = ++self->n_orders;
  order->path = g_strdup (path);
  order->text = heed_session_file_to_text (file);

  return order;
}

/* Writes the file unless a later one was written to its path. May be called on any thread. */
static gboolean
obey (Order   *order,
      GError **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&order->turns->mutex);

  if (order->number <= GPOINTER_TO_UINT (g_hash_table_lookup (order->turns->last, order->path)))
    return TRUE;

  g_hash_table_insert (order->turns->last, g_strdup (order->path),
                       GUINT_TO_POINTER (order->number));

  return g_file_set_contents (order->path, order->text, -1, error);
}

static void run_next (HeedSessionWriter *self);

/* --- Writing -------------------------------------------------------------- */

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  GError *error = NULL;

  if (obey (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  const Order *order = g_task_get_task_data (G_TASK (result));
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr(GError) error = NULL;
  HeedSessionWriter *self = user_data;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (g_cancellable_is_cancelled (cancellable))
    return;

  g_clear_pointer (&self->current, free_waiting);
  self->written (order->path, error, self->user_data);
  run_next (self);
}

/* Fills in the SHA-256 of the file's models, as far as they are known. */
static void
fill_in (HeedSessionWriter *self,
         HeedSessionFile   *file)
{
  HeedSessionModel *model;

  for (guint i = 0; (model = heed_session_file_get_model (file, i)) != NULL; i++)
    if (model->path != NULL && model->sha256 == NULL)
      model->sha256 = g_strdup (heed_session_writer_get_sha256 (self, model->path));
}

static void
write_current (HeedSessionWriter *self)
{
  HeedSessionFile *file = self->current->file;
  g_autoptr(GTask) task = g_task_new (NULL, self->cancellable, written_cb, self);

  fill_in (self, file);

  /* The result is that of the write, even if the writer was cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, new_order (self, file, self->current->path),
                        (GDestroyNotify) free_order);
  g_task_run_in_thread (task, write_in_thread);
}

/* --- Hashes of models ------------------------------------------------------ */

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, heed_fingerprint_new (data, cancellable, NULL), g_free);
}

static void go_on (HeedSessionWriter *self);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  char *sha256 = g_task_propagate_pointer (G_TASK (result), NULL);
  HeedSessionWriter *self = user_data;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_free (sha256);
      return;
    }

  g_hash_table_insert (self->known, g_strdup (g_task_get_task_data (G_TASK (result))),
                       sha256 != NULL ? sha256 : g_strdup (""));
  go_on (self);
}

static void
read_model (HeedSessionWriter *self,
            const char        *model_path)
{
  g_autoptr(GTask) task = g_task_new (NULL, self->cancellable, read_cb, self);

  g_task_set_task_data (task, g_strdup (model_path), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* Reads the next model whose SHA-256 is unknown, or writes the file if there is none. */
static void
go_on (HeedSessionWriter *self)
{
  HeedSessionModel *model;

  for (guint i = 0; (model = heed_session_file_get_model (self->current->file, i)) != NULL; i++)
    if (model->path != NULL && model->sha256 == NULL &&
        !g_hash_table_contains (self->known, model->path))
      {
        read_model (self, model->path);
        return;
      }

  write_current (self);
}

static void
run_next (HeedSessionWriter *self)
{
  if (self->current != NULL || g_queue_is_empty (&self->waiting))
    return;

  self->current = g_queue_pop_head (&self->waiting);
  go_on (self);
}

/* --- The writer ------------------------------------------------------------ */

void
heed_session_writer_push (HeedSessionWriter *self,
                          HeedSessionFile   *file,
                          const char        *path)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->file = file;
  waiting->path = g_strdup (path);
  g_queue_push_tail (&self->waiting, waiting);
  run_next (self);
}

gboolean
heed_session_writer_write (HeedSessionWriter  *self,
                           HeedSessionFile    *file,
                           const char         *path,
                           GError            **error)
{
  g_autoptr(Order) order = NULL;

  fill_in (self, file);
  order = new_order (self, file, path);

  return obey (order, error);
}

/* The current file is written once more, since its thread may never get to run. */
gboolean
heed_session_writer_finish (HeedSessionWriter  *self,
                            const char         *own_path,
                            GError            **error)
{
  GError *first = NULL;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->current != NULL)
    g_queue_push_head (&self->waiting, g_steal_pointer (&self->current));

  for (Waiting *waiting; (waiting = g_queue_pop_head (&self->waiting)) != NULL;
       free_waiting (waiting))
    {
      gboolean is_asked_for = g_strcmp0 (waiting->path, own_path) != 0;

      heed_session_writer_write (self, waiting->file, waiting->path,
                                 is_asked_for && first == NULL ? &first : NULL);
    }

  if (first == NULL)
    return TRUE;

  g_propagate_error (error, first);

  return FALSE;
}

/* Other models may be at these paths now. */
void
heed_session_writer_forget_model (HeedSessionWriter *self)
{
  g_hash_table_remove_all (self->known);
}

const char *
heed_session_writer_get_sha256 (HeedSessionWriter *self,
                                const char        *model_path)
{
  const char *sha256 =
    model_path != NULL ? g_hash_table_lookup (self->known, model_path) : NULL;

  return sha256 != NULL && *sha256 != '\0' ? sha256 : NULL;
}

HeedSessionWriter *
heed_session_writer_new (HeedSessionWrittenFunc written,
                         gpointer               user_data)
{
  HeedSessionWriter *self = g_new0 (HeedSessionWriter, 1);

  self->written = written;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->turns = g_atomic_rc_box_new0 (Turns);
  g_mutex_init (&self->turns->mutex);
  self->turns->last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
heed_session_writer_free (HeedSessionWriter *self)
{
  if (self == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->current, free_waiting);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) free_waiting);
  g_hash_table_unref (self->known);
  g_atomic_rc_box_release_full (self->turns, clear_turns);
  g_free (self);
}
