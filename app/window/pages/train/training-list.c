/* training-list.c — the list of all trainings of this session, two of which can be compared
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One training is always chosen, and at most two: choosing a third deselects the one
 * that was chosen first. A new one is added at the end, so that no row moves under the
 * pointer.
 */

#include "app/window/pages/train/training-list.h"

#include <glib/gi18n.h>

#include "ui/number-format.h"

#define MAX_CHOSEN 2
#define SPACING_PX 6
#define NAME_CHARS 28

/**
 * HeedTrainingList:
 *
 * A check box for each training, with its name and progress, and buttons that rename,
 * save and remove it.
 *
 * ## Keyboard
 *
 * Tab goes from row to row, and in a row to the buttons; Space toggles the check box or
 * presses a button. While a name is edited, Return accepts it and Escape cancels.
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
  GPtrArray *chosen;         /* of Row, borrowed; in the order of choice */
  gboolean   is_own_change;
};

typedef struct {
  HeedTraining *training;
  GtkWidget    *box;      /* contains the row */
  GtkWidget    *button;   /* the check box */
  GtkWidget    *name;
  GtkWidget    *rename;
  GtkWidget    *save;
  GtkWidget    *remove;
  GtkWidget    *words;
} Row;

enum {
  SIGNAL_CHOSEN_CHANGED,
  SIGNAL_SAVE_ASKED,
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

/* Returns the row that contains the button. */
static Row *
find_row_of (HeedTrainingList *self,
             GtkWidget        *button)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->button == button || row->rename == button || row->save == button ||
          row->remove == button)
        return row;
    }

  g_return_val_if_reached (NULL);
}

/* --- The selected training ----------------------------------------------- */

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
  if (!self->is_own_change)
    choose (self, find_row_of (self, GTK_WIDGET (button)), gtk_check_button_get_active (button));
}

static void
remove_clicked_cb (HeedTrainingList *self,
                   GtkWidget        *button)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE_ASKED], 0, find_row_of (self, button)->training);
}

static void
save_clicked_cb (HeedTrainingList *self,
                 GtkWidget        *button)
{
  g_signal_emit (self, signals[SIGNAL_SAVE_ASKED], 0, find_row_of (self, button)->training);
}

/* --- Rows ---------------------------------------------------------------- */

static char *
describe (HeedTraining *training)
{
  const HeedTrainingStatus *status = heed_training_get_status (training);
  g_autofree char *exact_match = NULL;

  if (status->state == HEED_TRAINING_FAILED)
    return g_strdup (_("failed"));

  if (status->state == HEED_TRAINING_PREPARING)
    return g_strdup (_("reading the data…"));

  if (status->check == NULL)
    return g_strdup_printf (_("epoch %.0f · loss %.3f"), status->report.epoch, status->report.loss);

  exact_match = heed_number_format_percent (status->check->score.translation.exact_match);

  /* Translators: epoch, held-out loss, held-out exact match */
  return g_strdup_printf (_("epoch %.0f · loss %.3f · exact %s"),
                          status->check->score.epoch, status->check->score.loss, exact_match);
}

static void
set_label (GtkWidget  *button,
           const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
show_name (Row *row)
{
  const char *name = heed_training_get_name (row->training);
  /* Translators: the name of a training, as in the next two */
  g_autofree char *rename = g_strdup_printf (_("Rename %s"), name);
  g_autofree char *save = g_strdup_printf (_("Save %s as…"), name);
  g_autofree char *remove = g_strdup_printf (_("Remove %s"), name);

  if (g_str_equal (gtk_label_get_text (GTK_LABEL (row->name)), name))
    return;

  gtk_label_set_text (GTK_LABEL (row->name), name);
  gtk_widget_set_tooltip_text (row->name, name);  /* it may be ellipsized */
  set_label (row->button, name);
  set_label (row->rename, rename);
  set_label (row->save, save);
  set_label (row->remove, remove);
}

/**
 * heed_training_list_refresh:
 *
 * Updates the texts after a training has changed; called at most once per frame.
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
      show_name (row);
      gtk_widget_set_sensitive (row->save, heed_training_can_save (row->training));
    }
}

/* --- Renaming ------------------------------------------------------------ */

static void
name_activated_cb (GtkEntry *entry,
                   Row      *row)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER);

  heed_training_set_name (row->training, gtk_editable_get_text (GTK_EDITABLE (entry)));
  show_name (row);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* Creates the popover when it is first opened. */
static void
fill_popover (GtkMenuButton *button,
              gpointer       data)
{
  Row *row = data;
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  GtkWidget *entry;

  if (popover == NULL)
    {
      popover = gtk_popover_new ();
      entry = gtk_entry_new ();
      gtk_editable_set_width_chars (GTK_EDITABLE (entry), NAME_CHARS);
      set_label (entry, _("Name of the training"));
      gtk_popover_set_child (GTK_POPOVER (popover), entry);
      g_signal_connect (entry, "activate", G_CALLBACK (name_activated_cb), row);
      gtk_menu_button_set_popover (button, popover);
    }

  entry = gtk_popover_get_child (GTK_POPOVER (popover));
  gtk_editable_set_text (GTK_EDITABLE (entry), heed_training_get_name (row->training));
}

/* --- Rows ---------------------------------------------------------------- */

static GtkWidget *
new_button (HeedTrainingList *self,
            const char       *icon,
            const char       *tooltip,
            GCallback         clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_swapped (button, "clicked", clicked, self);

  return button;
}

static GtkWidget *
new_rename_button (Row *row)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-edit-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_popover, row, NULL);
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_tooltip_text (button, _("Give this training another name"));

  return button;
}

static GtkWidget *
new_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  return label;
}

static void
fill_row (HeedTrainingList *self,
          Row              *row)
{
  row->name = new_label ();
  row->button = gtk_check_button_new ();
  row->rename = new_rename_button (row);
  row->save = new_button (self, "document-save-symbolic",
                          _("Save the model of this training under a name"),
                          G_CALLBACK (save_clicked_cb));
  row->remove = new_button (self, "edit-delete-symbolic",
                            _("Remove this training and free its memory"),
                            G_CALLBACK (remove_clicked_cb));
  row->words = new_label ();
  /* Not in the middle: "no attention" would lose its first word. */
  gtk_label_set_ellipsize (GTK_LABEL (row->name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (row->words, "muted");
  gtk_widget_add_css_class (row->words, "numeric");
  gtk_check_button_set_child (GTK_CHECK_BUTTON (row->button), row->name);
  gtk_widget_set_hexpand (row->button, TRUE);
  g_signal_connect_swapped (row->button, "toggled", G_CALLBACK (toggled_cb), self);
}

static Row *
new_row (HeedTrainingList *self,
         HeedTraining     *training)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  row->training = g_object_ref (training);
  row->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  fill_row (self, row);

  gtk_box_append (GTK_BOX (line), row->button);
  gtk_box_append (GTK_BOX (line), row->rename);
  gtk_box_append (GTK_BOX (line), row->save);
  gtk_box_append (GTK_BOX (line), row->remove);
  gtk_box_append (GTK_BOX (row->box), line);
  gtk_box_append (GTK_BOX (row->box), row->words);
  gtk_widget_insert_before (row->box, GTK_WIDGET (self), NULL);

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
   * The set of chosen trainings has changed.
   */
  signals[SIGNAL_CHOSEN_CHANGED] =
    g_signal_new ("chosen-changed", HEED_TYPE_TRAINING_LIST, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * HeedTrainingList::save-asked:
   * @training: the training
   *
   * The user asked to save its model.
   */
  signals[SIGNAL_SAVE_ASKED] =
    g_signal_new ("save-asked", HEED_TYPE_TRAINING_LIST, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, HEED_TYPE_TRAINING);

  /**
   * HeedTrainingList::remove-asked:
   * @training: the training
   *
   * The user asked to remove it; the handler may call heed_training_list_remove().
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

static gboolean
has_name (HeedTrainingList *self,
          const char       *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (heed_training_get_name (heed_training_list_get (self, i)), name))
      return TRUE;

  return FALSE;
}

/* Numbers a name that exists already, so that two trainings can be distinguished. */
static void
tell_apart (HeedTrainingList *self,
            HeedTraining     *training)
{
  g_autofree char *name = g_strdup (heed_training_get_name (training));

  for (guint n = 2; has_name (self, heed_training_get_name (training)); n++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s (%u)", name, n);

      heed_training_set_name (training, numbered);
    }
}

/**
 * heed_training_list_add:
 * @training: a training; if another has its name, a number is appended to its name
 *
 * Adds it at the end, and chooses it alone.
 */
void
heed_training_list_add (HeedTrainingList *self,
                        HeedTraining     *training)
{
  Row *row;

  g_return_if_fail (HEED_IS_TRAINING_LIST (self));
  g_return_if_fail (HEED_IS_TRAINING (training));

  tell_apart (self, training);
  row = new_row (self, training);
  g_ptr_array_insert (self->rows, 0, row);
  g_ptr_array_set_size (self->chosen, 0);
  choose (self, row, TRUE);
  heed_training_list_refresh (self);
}

/**
 * heed_training_list_remove:
 * @training: one of the list
 *
 * Releases it. If it was the only chosen one, the newest of the others is chosen.
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
  gtk_menu_button_popdown (GTK_MENU_BUTTON (row->rename));
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
 * @i: 0 for the one that was chosen first
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
 * @is_chosen: whether to choose it; the only chosen one stays chosen
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
