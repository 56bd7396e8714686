/* train-form.c — the form for a training: data, mechanism, hyper-parameters
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows are created from the tasks, mechanisms and hyper-parameters described in
 * app/core/training/training-plan.h; limits and texts are defined only there.
 */

#include "app/window/pages/train/train-form.h"

#include <glib/gi18n.h>

#include "app/core/training/training-fit.h"
#include "app/window/pages/train/file-button.h"
#include "app/window/pages/train/pair-preview.h"

#define TEMPLATE       "/org/heed/Heed/app/window/pages/train/train-form.ui"
#define WIDTH_CHARS    6
#define MAX_MECHANISMS (HEED_N_SCORES + 1)

/**
 * HeedTrainForm:
 *
 * Data, mechanism, hyper-parameters.
 *
 * ## Keyboard
 *
 * Tab goes from field to field. A text below the fields explains the hyper-parameter
 * whose field has the focus.
 *
 * ## CSS nodes
 *
 * One node named `trainform`.
 *
 * ## Accessibility
 *
 * A group; every field has a label, and its explanation as the description.
 */
struct _HeedTrainForm
{
  GtkWidget        parent_instance;

  GtkWidget       *tasks;
  HeedFileButton  *file;
  GtkWidget       *help;
  HeedPairPreview *pairs;
  GtkWidget       *held_out_row;
  HeedFileButton  *held_out;
  HeedPairPreview *held_out_pairs;
  GtkWidget       *units_row;
  GtkWidget       *units;
  GtkWidget       *mechanisms;
  GtkWidget       *mechanism_help;
  GtkWidget       *hypers;
  GtkWidget       *hyper_help;

  GtkWidget       *mechanism_buttons[MAX_MECHANISMS];
  guint            n_mechanisms;
  GtkWidget       *hyper_labels[HEED_N_HYPERS];
  GtkWidget       *hyper_fields[HEED_N_HYPERS];
  double           usual_hypers[HEED_N_HYPERS];  /* as the form filled them in */
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedTrainForm, heed_train_form, GTK_TYPE_WIDGET)

/* --- Data ---------------------------------------------------------------- */

static const HeedTrainingTask *
get_task (HeedTrainForm *self)
{
  return heed_training_task_get (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->tasks)));
}

static void
show_help (HeedTrainForm *self)
{
  const HeedTrainingTask *task = get_task (self);
  gboolean has_pairs = task->is_file && heed_file_button_get_path (self->file) != NULL;

  gtk_label_set_text (GTK_LABEL (self->help), _(task->help));
  gtk_widget_set_visible (self->help, !has_pairs);
}

static const char *
get_pairs_path (HeedTrainForm  *self,
                HeedFileButton *button)
{
  return get_task (self)->is_file ? heed_file_button_get_path (button) : NULL;
}

/* Reads the files again, since they may have changed since they were chosen. */
static void
show_data (HeedTrainForm *self)
{
  const HeedTrainingTask *task = get_task (self);

  gtk_widget_set_visible (GTK_WIDGET (self->file), task->needs_file);
  gtk_widget_set_visible (self->held_out_row, task->needs_file);
  gtk_widget_set_visible (self->units_row, task->has_units);
  show_help (self);
  heed_pair_preview_set_path (self->pairs, get_pairs_path (self, self->file), FALSE);
  heed_pair_preview_set_path (self->held_out_pairs, get_pairs_path (self, self->held_out), TRUE);
}

/* --- Mechanism ----------------------------------------------------------- */

static const HeedMechanism *
get_mechanism (HeedTrainForm *self)
{
  for (guint i = 0; i < self->n_mechanisms; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->mechanism_buttons[i])))
      return heed_mechanisms_get (i);

  return heed_mechanisms_get (0);
}

static double
get_hyper (HeedTrainForm *self,
           HeedHyper      hyper)
{
  return gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->hyper_fields[hyper]));
}

/* Returns a plan that is known to work; for a file of pairs it is adapted to the file. */
static HeedTrainingPlan *
new_usual_plan (HeedTrainForm *self)
{
  HeedTrainingPlan *plan = heed_training_plan_new (get_task (self), get_mechanism (self));
  const HeedPairFile *file = heed_pair_preview_get_file (self->pairs);

  plan->units = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->units));
  if (plan->task->is_file && file != NULL)
    heed_training_plan_fit (plan, file);

  return plan;
}

/* Fills in the hyper-parameters that are known to work; with keeps_changed those that the user
 * changed are kept. */
static void
show_usual_hypers (HeedTrainForm *self,
                   gboolean       keeps_changed)
{
  g_autoptr(HeedTrainingPlan) usual = new_usual_plan (self);

  for (guint i = 0; i < HEED_N_HYPERS; i++)
    {
      gboolean is_changed = keeps_changed && get_hyper (self, i) != self->usual_hypers[i];

      if (!is_changed)
        heed_train_form_set_hyper (self, i, usual->hypers[i]);

      /* Read back from the field, which rounds to its digits. */
      self->usual_hypers[i] = is_changed ? usual->hypers[i] : get_hyper (self, i);
    }
}

/* Displays the source of the hyper-parameters. */
static void
show_origin (HeedTrainForm *self)
{
  const HeedPairFile *file = heed_pair_preview_get_file (self->pairs);
  g_autofree char *text = NULL;

  if (get_task (self)->is_file && file != NULL)
    text = g_strdup_printf (ngettext ("Chosen for %u pair. Change a number and see what it does.",
                                      "Chosen for %u pairs. Change a number and see what it does.",
                                      file->pairs->len),
                            file->pairs->len);

  gtk_label_set_text (GTK_LABEL (self->hyper_help),
                      text != NULL
                      ? text
                      : _("These numbers are known to work. Change one and see what it does."));
}

static void
mechanism_toggled_cb (HeedTrainForm *self)
{
  const HeedMechanism *mechanism = get_mechanism (self);

  show_usual_hypers (self, TRUE);
  gtk_label_set_text (GTK_LABEL (self->mechanism_help), _(mechanism->help));

  for (guint i = 0; i < HEED_N_HYPERS; i++)
    {
      gboolean is_used = heed_hyper_is_used (i, mechanism);

      gtk_widget_set_visible (self->hyper_labels[i], is_used);
      gtk_widget_set_visible (self->hyper_fields[i], is_used);
    }
}

static void
add_mechanisms (HeedTrainForm *self)
{
  const HeedMechanism *mechanism;

  for (guint i = 0; i < MAX_MECHANISMS && (mechanism = heed_mechanisms_get (i)) != NULL; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (_(mechanism->label));

      self->mechanism_buttons[i] = button;
      self->n_mechanisms = i + 1;
      gtk_widget_set_tooltip_text (button, _(mechanism->help));
      gtk_check_button_set_group (GTK_CHECK_BUTTON (button),
                                  i > 0 ? GTK_CHECK_BUTTON (self->mechanism_buttons[0]) : NULL);
      gtk_box_append (GTK_BOX (self->mechanisms), button);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (mechanism_toggled_cb), self);
    }
}

/* --- Hyper-parameters ---------------------------------------------------- */

static void
hyper_entered_cb (HeedTrainForm           *self,
                  GtkEventControllerFocus *controller)
{
  GtkWidget *field = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  for (guint i = 0; i < HEED_N_HYPERS; i++)
    if (self->hyper_fields[i] == field)
      gtk_label_set_text (GTK_LABEL (self->hyper_help), _(heed_hyper_get_info (i)->help));
}

/* Keeps a field under the pointer from changing when the form is scrolled. */
static void
ignore_wheel (GtkWidget *field)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (field);

  for (guint i = g_list_model_get_n_items (controllers); i-- > 0; )
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_widget_remove_controller (field, controller);
    }
}

static GtkWidget *
new_hyper_field (HeedTrainForm *self,
                 HeedHyper      hyper,
                 GtkWidget     *label)
{
  const HeedHyperInfo *info = heed_hyper_get_info (hyper);
  GtkWidget *field = gtk_spin_button_new_with_range (info->least, info->most, info->step);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (field), info->n_digits);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (field), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (field), WIDTH_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (field), WIDTH_CHARS);
  gtk_editable_set_alignment (GTK_EDITABLE (field), 1.0f);
  gtk_widget_set_tooltip_text (field, _(info->help));
  gtk_widget_add_css_class (field, "compact");
  gtk_widget_add_css_class (field, "numeric");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _(info->help), -1);
  ignore_wheel (field);

  g_signal_connect_swapped (focus, "enter", G_CALLBACK (hyper_entered_cb), self);
  gtk_widget_add_controller (field, focus);

  return field;
}

static void
add_hypers (HeedTrainForm *self)
{
  for (guint i = 0; i < HEED_N_HYPERS; i++)
    {
      const HeedHyperInfo *info = heed_hyper_get_info (i);
      GtkWidget *label = gtk_label_new (_(info->name));

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_tooltip_text (label, _(info->help));
      self->hyper_labels[i] = label;
      self->hyper_fields[i] = new_hyper_field (self, i, label);
      gtk_grid_attach (GTK_GRID (self->hypers), label, 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (self->hypers), self->hyper_fields[i], 1, (int) i, 1, 1);
    }
}

/* Called for another file, or other units. */
static void
pairs_changed_cb (HeedTrainForm *self)
{
  show_usual_hypers (self, TRUE);
  show_origin (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
held_out_changed_cb (HeedTrainForm *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
task_chosen_cb (HeedTrainForm *self)
{
  show_data (self);
  show_usual_hypers (self, FALSE);
  show_origin (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
add_tasks (HeedTrainForm *self)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  const HeedTrainingTask *task;

  for (guint i = 0; (task = heed_training_task_get (i)) != NULL; i++)
    gtk_string_list_append (titles, _(task->title));

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->tasks), G_LIST_MODEL (titles));
}

static void
add_units (HeedTrainForm *self)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < HEED_N_UNITS; i++)
    gtk_string_list_append (titles, _(heed_units_get_title (i)));

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->units), G_LIST_MODEL (titles));
}

/* --- The object ---------------------------------------------------------- */

static void
heed_train_form_dispose (GObject *object)
{
  HeedTrainForm *self = HEED_TRAIN_FORM (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_train_form_parent_class)->dispose (object);
}

static void
heed_train_form_class_init (HeedTrainFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_train_form_dispose;

  /**
   * HeedTrainForm::changed:
   *
   * The data has changed; see heed_train_form_is_ready().
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HEED_TYPE_TRAIN_FORM, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (HEED_TYPE_FILE_BUTTON);
  g_type_ensure (HEED_TYPE_PAIR_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainForm, tasks);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainForm, file);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainForm, help);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainForm, pairs);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainForm, held_out_pairs);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainForm, held_out_row);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainForm, held_out);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainForm, units_row);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainForm, units);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainForm, mechanisms);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainForm, mechanism_help);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainForm, hypers);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainForm, hyper_help);
  gtk_widget_class_bind_template_callback (widget_class, show_data);
  gtk_widget_class_bind_template_callback (widget_class, pairs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, held_out_changed_cb);
  gtk_widget_class_set_css_name (widget_class, "trainform");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_train_form_init (HeedTrainForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  add_tasks (self);
  add_units (self);
  add_mechanisms (self);
  add_hypers (self);
  heed_train_form_set_mechanism (self, "additive");
  task_chosen_cb (self);
  g_signal_connect_swapped (self->tasks, "notify::selected", G_CALLBACK (task_chosen_cb), self);
  g_signal_connect_swapped (self->units, "notify::selected", G_CALLBACK (pairs_changed_cb), self);
}

GtkWidget *
heed_train_form_new (void)
{
  return g_object_new (HEED_TYPE_TRAIN_FORM, NULL);
}

/**
 * heed_train_form_dup_plan:
 *
 * Returns: (transfer full): the plan that the form describes
 */
HeedTrainingPlan *
heed_train_form_dup_plan (HeedTrainForm *self)
{
  HeedTrainingPlan *plan;

  g_return_val_if_fail (HEED_IS_TRAIN_FORM (self), NULL);

  plan = new_usual_plan (self);
  if (plan->task->needs_file)
    {
      plan->path = g_strdup (heed_file_button_get_path (self->file));
      plan->valid_path = g_strdup (heed_file_button_get_path (self->held_out));
    }

  for (guint i = 0; i < HEED_N_HYPERS; i++)
    {
      gtk_spin_button_update (GTK_SPIN_BUTTON (self->hyper_fields[i]));
      plan->hypers[i] = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->hyper_fields[i]));
    }

  return plan;
}

/**
 * heed_train_form_is_ready:
 *
 * Returns: whether there is data: the task generates it, or a file with enough pairs was
 *   read
 */
gboolean
heed_train_form_is_ready (HeedTrainForm *self)
{
  const HeedTrainingTask *task;
  gboolean has_held_out;

  g_return_val_if_fail (HEED_IS_TRAIN_FORM (self), FALSE);

  task = get_task (self);
  if (!task->is_file)
    return !task->needs_file || heed_file_button_get_path (self->file) != NULL;

  has_held_out = heed_file_button_get_path (self->held_out) != NULL;

  return heed_pair_preview_get_file (self->pairs) != NULL &&
         (!has_held_out || heed_pair_preview_get_file (self->held_out_pairs) != NULL);
}

/**
 * heed_train_form_set_task:
 * @name: the name of an existing task
 */
void
heed_train_form_set_task (HeedTrainForm *self,
                          const char    *name)
{
  const HeedTrainingTask *task;

  g_return_if_fail (HEED_IS_TRAIN_FORM (self));

  for (guint i = 0; (task = heed_training_task_get (i)) != NULL; i++)
    if (g_str_equal (task->name, name))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->tasks), i);
}

/**
 * heed_train_form_set_path:
 * @path: (nullable): a file to train on
 */
void
heed_train_form_set_path (HeedTrainForm *self,
                          const char    *path)
{
  g_return_if_fail (HEED_IS_TRAIN_FORM (self));

  heed_file_button_set_path (self->file, path);
}

/**
 * heed_train_form_set_held_out_path:
 * @path: (nullable): a file of held-out pairs; %NULL holds out some of the training
 *   pairs
 */
void
heed_train_form_set_held_out_path (HeedTrainForm *self,
                                   const char    *path)
{
  g_return_if_fail (HEED_IS_TRAIN_FORM (self));

  heed_file_button_set_path (self->held_out, path);
}

void
heed_train_form_set_units (HeedTrainForm *self,
                           HeedUnits      units)
{
  g_return_if_fail (HEED_IS_TRAIN_FORM (self));
  g_return_if_fail (units < HEED_N_UNITS);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->units), units);
}

/**
 * heed_train_form_set_mechanism:
 * @name: the name of an existing mechanism
 */
void
heed_train_form_set_mechanism (HeedTrainForm *self,
                               const char    *name)
{
  g_return_if_fail (HEED_IS_TRAIN_FORM (self));

  for (guint i = 0; i < self->n_mechanisms; i++)
    if (g_str_equal (heed_mechanisms_get (i)->name, name))
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->mechanism_buttons[i]), TRUE);
}

void
heed_train_form_set_hyper (HeedTrainForm *self,
                           HeedHyper      hyper,
                           double         value)
{
  g_return_if_fail (HEED_IS_TRAIN_FORM (self));
  g_return_if_fail (hyper < HEED_N_HYPERS);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->hyper_fields[hyper]), value);
}
