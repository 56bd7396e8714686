/* training-list.c — all trainings of this session; two of them can be compared
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One is always chosen, and never more than two: whoever chooses a third lets go
 * of the one that was chosen first.
 */

#include "app/window/pages/training-list.h"

#include <glib/gi18n.h>

#include "ui/number-format.h"

#define MAX_CHOSEN 2
#define SPACING_PX 6

/**
 * HeedTrainingList:
 *
 * A check box a training, with its name and how far it came, and a button that
 * removes it.
 *
 * ## Keyboard
 *
 * Tab goes from row to row, and in a row to the button; Space chooses, and presses
 * the button.
 *
 * ## CSS nodes
 *
 * One node named `traininglist`.
 *
 * ## Accessibility
 *
 * A group of check boxes and buttons, each labelled with its training.
 */
struct _HeedTrainingList
{
  GtkWidget  parent_instance;

  GPtrArray *rows;           /* of Row, the newest first */
  GPtrArray *chosen;         /* of Row, not owned; the first chosen first */
  gboolean   is_own_change;
};

typedef struct {
  HeedTraining *training;
  GtkWidget    *box;      /* of the two buttons */
  GtkWidget    *button;
  GtkWidget    *remove;
  GtkWidget    *words;
} Row;

enum {
  SIGNAL_CHOSEN_CHANGED,
  SIGNAL_REMOVE_ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedTrainingList, heed_training_list, GTK_TYPE_WIDGET)

static void
free_row (gpointer data)
{
  Row *row = data;

  g_object_unref (row->training);
  g_free (row);
}

static Row *
find_row (HeedTrainingList *self,
          HeedTraining     *training)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->training == training)
        return row;
    }

  return NULL;
}

/* --- What is chosen ------------------------------------------------------ */

static void
show_chosen (HeedTrainingList *self)
{
  self->is_own_change = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (row->button),
                                   g_ptr_array_find (self->chosen, row, NULL));
    }

  self->is_own_change = FALSE;
}

static void
choose (HeedTrainingList *self,
        Row              *row,
        gboolean          is_chosen)
{
  g_ptr_array_remove (self->chosen, row);

  if (is_chosen || self->chosen->len == 0)
    g_ptr_array_add (self->chosen, row);

  if (self->chosen->len > MAX_CHOSEN)
    g_ptr_array_remove_index (self->chosen, 0);

  show_chosen (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN_CHANGED], 0);
}

static void
toggled_cb (HeedTrainingList *self,
            GtkCheckButton   *button)
{
  for (guint i = 0; i < self->rows->len && !self->is_own_change; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->button == GTK_WIDGET (button))
        {
          choose (self, row, gtk_check_button_get_active (button));
          return;
        }
    }
}

static void
remove_clicked_cb (HeedTrainingList *self,
                   GtkWidget        *button)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->remove == button)
        {
          g_signal_emit (self, signals[SIGNAL_REMOVE_ASKED], 0, row->training);
          return;
        }
    }
}

/* --- What stands there --------------------------------------------------- */

static char *
describe (HeedTraining *training)
{
  const HeedTrainingStatus *status = heed_training_get_status (training);
  g_autofree char *exact_match = NULL;

  if (status->state == HEED_TRAINING_FAILED)
    return g_strdup (_("failed"));

  if (status->check == NULL)
    return g_strdup_printf (_("epoch %.0f · loss %.3f"), status->report.epoch, status->report.loss);

  exact_match = heed_number_format_percent (status->check->score.translation.exact_match);

  /* Translators: epoch, held-out loss, held-out exact match */
  return g_strdup_printf (_("epoch %.0f · loss %.3f · exact %s"),
                          status->check->score.epoch, status->check->score.loss, exact_match);
}

/**
 * heed_training_list_refresh:
 *
 * Called when a training has changed, at most once a frame.
 */
void
heed_training_list_refresh (HeedTrainingList *self)
{
  g_return_if_fail (HEED_IS_TRAINING_LIST (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);
      g_autofree char *words = describe (row->training);

      gtk_label_set_text (GTK_LABEL (row->words), words);
    }
}

static GtkWidget *
new_remove_button (HeedTrainingList *self,
                   HeedTraining     *training)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");
  /* Translators: the name of a training */
  g_autofree char *label = g_strdup_printf (_("Remove %s"), heed_training_get_name (training));

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Remove this training, and free what it takes of memory"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_clicked_cb), self);

  return button;
}

static Row *
new_row (HeedTrainingList *self,
         HeedTraining     *training)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (heed_training_get_name (training));

  row->training = g_object_ref (training);
  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);
  row->button = gtk_check_button_new ();
  row->remove = new_remove_button (self, training);
  row->words = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (row->words), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (row->words), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (row->words, "muted");
  gtk_widget_add_css_class (row->words, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), row->words);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (row->button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heed_training_get_name (training), -1);

  gtk_widget_set_hexpand (row->button, TRUE);
  gtk_box_append (GTK_BOX (row->box), row->button);
  gtk_box_append (GTK_BOX (row->box), row->remove);
  gtk_widget_insert_after (row->box, GTK_WIDGET (self), NULL);
  g_signal_connect_swapped (row->button, "toggled", G_CALLBACK (toggled_cb), self);

  return row;
}

/* --- The object ---------------------------------------------------------- */

static void
heed_training_list_dispose (GObject *object)
{
  HeedTrainingList *self = HEED_TRAINING_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (heed_training_list_parent_class)->dispose (object);
}

static void
heed_training_list_class_init (HeedTrainingListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_training_list_dispose;

  /**
   * HeedTrainingList::chosen-changed:
   *
   * Another training was chosen, or one more, or one less.
   */
  signals[SIGNAL_CHOSEN_CHANGED] =
    g_signal_new ("chosen-changed", HEED_TYPE_TRAINING_LIST, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * HeedTrainingList::remove-asked:
   * @training: which one
   *
   * Somebody wants it to be removed; heed_training_list_remove() does that.
   */
  signals[SIGNAL_REMOVE_ASKED] =
    g_signal_new ("remove-asked", HEED_TYPE_TRAINING_LIST, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, HEED_TYPE_TRAINING);

  gtk_widget_class_set_css_name (widget_class, "traininglist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
heed_training_list_init (HeedTrainingList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), SPACING_PX);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->chosen = g_ptr_array_new ();
}

GtkWidget *
heed_training_list_new (void)
{
  return g_object_new (HEED_TYPE_TRAINING_LIST, NULL);
}

/**
 * heed_training_list_add:
 * @training: goes to the top, and is the only one chosen
 */
void
heed_training_list_add (HeedTrainingList *self,
                        HeedTraining     *training)
{
  Row *row;

  g_return_if_fail (HEED_IS_TRAINING_LIST (self));
  g_return_if_fail (HEED_IS_TRAINING (training));

  row = new_row (self, training);
  g_ptr_array_insert (self->rows, 0, row);
  g_ptr_array_set_size (self->chosen, 0);
  choose (self, row, TRUE);
  heed_training_list_refresh (self);
}

/**
 * heed_training_list_remove:
 * @training: one of the list, which lets go of it
 *
 * If it was the only one chosen, the newest of the others is.
 */
void
heed_training_list_remove (HeedTrainingList *self,
                           HeedTraining     *training)
{
  Row *row;

  g_return_if_fail (HEED_IS_TRAINING_LIST (self));

  row = find_row (self, training);
  g_return_if_fail (row != NULL);

  g_ptr_array_remove (self->chosen, row);
  gtk_widget_unparent (row->box);
  g_ptr_array_remove (self->rows, row);

  if (self->chosen->len == 0 && self->rows->len > 0)
    g_ptr_array_add (self->chosen, g_ptr_array_index (self->rows, 0));

  show_chosen (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN_CHANGED], 0);
}

guint
heed_training_list_get_n (HeedTrainingList *self)
{
  g_return_val_if_fail (HEED_IS_TRAINING_LIST (self), 0);

  return self->rows->len;
}

/**
 * heed_training_list_get:
 * @i: 0 is the newest
 *
 * Returns: (transfer none): that training
 */
HeedTraining *
heed_training_list_get (HeedTrainingList *self,
                        guint             i)
{
  g_return_val_if_fail (HEED_IS_TRAINING_LIST (self), NULL);
  g_return_val_if_fail (i < self->rows->len, NULL);

  return ((Row *) g_ptr_array_index (self->rows, i))->training;
}

/**
 * heed_training_list_get_chosen:
 * @i: 0 is the one that was chosen first
 *
 * Returns: (transfer none) (nullable): that training
 */
HeedTraining *
heed_training_list_get_chosen (HeedTrainingList *self,
                               guint             i)
{
  g_return_val_if_fail (HEED_IS_TRAINING_LIST (self), NULL);

  return i < self->chosen->len ? ((Row *) g_ptr_array_index (self->chosen, i))->training : NULL;
}

/**
 * heed_training_list_set_chosen:
 * @training: one of the list
 * @is_chosen: the last one that is chosen stays so
 */
void
heed_training_list_set_chosen (HeedTrainingList *self,
                               HeedTraining     *training,
                               gboolean          is_chosen)
{
  Row *row;

  g_return_if_fail (HEED_IS_TRAINING_LIST (self));

  row = find_row (self, training);
  g_return_if_fail (row != NULL);

  choose (self, row, is_chosen);
}
