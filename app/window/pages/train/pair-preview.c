/* pair-preview.c — a preview of a file of pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small file is read at once, a large one on another thread; if another file is chosen
 * meanwhile, the result of the first is dropped.
 */

#include "app/window/pages/train/pair-preview.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/core/training/training-data.h"

#define SMALL_BYTES (256 * 1024)

/**
 * HeedPairPreview:
 *
 * The first pairs, their number, and which lines were skipped and why; or what is wrong
 * with the file.
 *
 * ## CSS nodes
 *
 * One node named `pairpreview`.
 *
 * ## Accessibility
 *
 * A group with a label.
 */
struct _HeedPairPreview
{
  GtkWidget     parent_instance;

  GtkWidget    *label;
  HeedPairFile *file;         /* or NULL */
  GCancellable *cancellable;  /* of the file being read; or NULL */
  gboolean      is_held_out;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedPairPreview, heed_pair_preview, GTK_TYPE_WIDGET)

static void
show_words (HeedPairPreview *self,
            const char      *words,
            gboolean         is_wrong)
{
  gtk_label_set_text (GTK_LABEL (self->label), words);
  gtk_widget_set_css_classes (self->label,
                              (const char *[]) { is_wrong ? "wrong" : "muted", NULL });
}

static gboolean
check (HeedPairPreview     *self,
       const HeedPairFile  *file,
       GError             **error)
{
  return self->is_held_out ? heed_training_data_check_held_out (file, error)
                           : heed_training_data_check (file, error);
}

/* Takes ownership of both. */
static void
show (HeedPairPreview *self,
      HeedPairFile    *file,
      GError          *wrong)
{
  g_autoptr(HeedPairFile) read = file;
  g_autoptr(GError) error = wrong;
  g_autofree char *summary = NULL;

  if (error == NULL)
    check (self, read, &error);

  if (error != NULL)
    show_words (self, error->message, TRUE);
  else
    {
      summary = heed_pair_file_dup_summary (read);
      show_words (self, summary, FALSE);
      self->file = g_steal_pointer (&read);
    }

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      path,
             GCancellable *cancellable)
{
  GError *error = NULL;
  HeedPairFile *file = heed_pair_file_read (path, cancellable, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) heed_pair_file_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  HeedPairPreview *self = HEED_PAIR_PREVIEW (source);
  GError *error = NULL;
  HeedPairFile *file = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  g_clear_object (&self->cancellable);
  show (self, file, error);
}

static void
read_later (HeedPairPreview *self,
            const char      *path)
{
  g_autoptr(GTask) task = NULL;

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_task_set_source_tag (task, read_later);
  g_task_set_task_data (task, g_strdup (path), g_free);
  show_words (self, _("reading the data…"), FALSE);
  g_task_run_in_thread (task, read_thread);
}

static gboolean
is_small (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) != 0 || status.st_size <= SMALL_BYTES;
}

static void
read_now (HeedPairPreview *self,
          const char      *path)
{
  GError *error = NULL;
  HeedPairFile *file = heed_pair_file_read (path, NULL, &error);

  show (self, file, error);
}

/* --- The object ---------------------------------------------------------- */

static void
let_go (HeedPairPreview *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->file, heed_pair_file_free);
}

static void
heed_pair_preview_dispose (GObject *object)
{
  HeedPairPreview *self = HEED_PAIR_PREVIEW (object);

  let_go (self);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_pair_preview_parent_class)->dispose (object);
}

static void
heed_pair_preview_class_init (HeedPairPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_pair_preview_dispose;

  /**
   * HeedPairPreview::changed:
   *
   * Another file was read, or is being read, or the file was cleared.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HEED_TYPE_PAIR_PREVIEW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pairpreview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_pair_preview_init (HeedPairPreview *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->label, "muted");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_hide (GTK_WIDGET (self));
}

/**
 * heed_pair_preview_set_path:
 * @path: (nullable): a file of pairs; %NULL for none
 * @is_held_out: whether it is used for evaluation only
 */
void
heed_pair_preview_set_path (HeedPairPreview *self,
                            const char      *path,
                            gboolean         is_held_out)
{
  g_return_if_fail (HEED_IS_PAIR_PREVIEW (self));

  let_go (self);
  self->is_held_out = is_held_out;
  gtk_widget_set_visible (GTK_WIDGET (self), path != NULL);

  if (path == NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  else if (is_small (path))
    read_now (self, path);
  else
    {
      read_later (self, path);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
}

/**
 * heed_pair_preview_get_file:
 *
 * Returns: (transfer none) (nullable): the file read, if it can be trained on
 */
const HeedPairFile *
heed_pair_preview_get_file (HeedPairPreview *self)
{
  g_return_val_if_fail (HEED_IS_PAIR_PREVIEW (self), NULL);

  return self->file;
}
