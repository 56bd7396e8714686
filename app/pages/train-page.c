/* train-page.c — train a model, watch its attention emerge
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page turns what happens in its widgets into orders to the training, and
 * what the training reports into what its widgets show. However often it
 * reports, the widgets are brought up to date at most once a frame.
 */

#include "app/pages/train-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/pages/held-out-view.h"
#include "ui/heatmap.h"
#include "ui/loss-chart.h"
#include "ui/number-format.h"

#define TEMPLATE   "/org/heed/Heed/app/pages/train-page.ui"
#define RIGHT      "\342\234\223"  /* U+2713 */
#define MODEL_NAME "model.safetensors"

/**
 * HeedTrainPage:
 *
 * What to train, how it goes, what it has learned to look at.
 *
 * ## Keyboard
 *
 * Tab goes from part to part. Control with Return starts, pauses and
 * goes on.
 *
 * ## CSS nodes
 *
 * One node named `trainpage`.
 *
 * ## Accessibility
 *
 * A group; every part has a label of its own.
 */
struct _HeedTrainPage
{
  GtkWidget        parent_instance;

  HeedTrainForm   *form;
  GtkWidget       *moment;
  GtkWidget       *output;
  GtkWidget       *probe;
  GtkWidget       *stack;
  HeedHeatmap     *heatmap;
  GtkWidget       *instead;
  GtkWidget       *logarithmic;
  HeedLossChart   *chart;
  HeedHeldOutView *held_out;
  GtkWidget       *start;
  GtkWidget       *progress;
  GtkWidget       *words;
  GtkWidget       *open;

  HeedTraining    *training;     /* NULL before the first */
  guint            tick;         /* 0: the widgets show what the training says */
  gboolean         sets_probe;   /* the page itself writes into the entry */
};

G_DEFINE_FINAL_TYPE (HeedTrainPage, heed_train_page, GTK_TYPE_WIDGET)

static gboolean
is_under_way (HeedTrainPage *self)
{
  return self->training != NULL && !heed_training_is_over (self->training);
}

/* --- From the training to the widgets ------------------------------------ */

static void
show_snapshot (HeedTrainPage *self,
               HeedSnapshot  *snapshot)
{
  const HeedTokens *source = snapshot->source;
  const HeedTokens *target = snapshot->target;
  g_autofree char *moment = g_strdup_printf (_("Attention at epoch %.1f"), snapshot->epoch);
  /* Translators: what a model says now; the second is a sign that it is right, or empty */
  g_autofree char *output = g_strdup_printf (_("says “%s” %s"), snapshot->output, snapshot->is_right ? RIGHT : "");

  heed_heatmap_set_source (self->heatmap, source->tokens, source->n_tokens);
  heed_heatmap_set_target (self->heatmap, target->tokens, target->n_tokens);
  heed_heatmap_set_matrix (self->heatmap, snapshot->attention);
  gtk_label_set_text (GTK_LABEL (self->moment), moment);
  gtk_label_set_text (GTK_LABEL (self->output), output);
  gtk_widget_set_tooltip_text (self->output, output);
}

static void
show_instead (HeedTrainPage *self,
              const char    *words)
{
  gtk_label_set_text (GTK_LABEL (self->instead), words);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "message");
}

static void
show_attention (HeedTrainPage *self)
{
  const HeedTrainingStatus *status = heed_training_get_status (self->training);

  if (status->snapshot != NULL)
    show_snapshot (self, status->snapshot);

  if (status->snapshot != NULL && status->snapshot->attention != NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "heatmap");
  else if (status->snapshot != NULL)
    show_instead (self, _("This model has no attention: all it knows of the sentence is one vector."));
  else if (status->probe_error != NULL)
    show_instead (self, status->probe_error->message);
  else if (status->state == HEED_TRAINING_PREPARING)
    show_instead (self, _("reading the data…"));
  else if (status->probe == NULL)
    show_instead (self, _("Nothing is held out. Type a sentence above to look at."));
}

static void
show_probe (HeedTrainPage *self)
{
  const char *probe = heed_training_get_probe (self->training);

  if (probe == NULL || g_str_equal (probe, gtk_editable_get_text (GTK_EDITABLE (self->probe))) ||
      *gtk_editable_get_text (GTK_EDITABLE (self->probe)) != '\0')
    return;

  self->sets_probe = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->probe), probe);
  self->sets_probe = FALSE;
}

static void
show_losses (HeedTrainPage *self)
{
  const HeedTrainingStatus *status = heed_training_get_status (self->training);

  heed_loss_chart_set_n_epochs (self->chart, heed_training_get_plan (self->training)->hypers[HEED_HYPER_EPOCHS]);
  heed_loss_chart_set_training (self->chart, (const HeedChartPoint *) (gpointer) status->training_loss->data,
                                status->training_loss->len);
  heed_loss_chart_set_held_out (self->chart, (const HeedChartPoint *) (gpointer) status->held_out_loss->data,
                                status->held_out_loss->len);
}

static char *
format_left (double seconds)
{
  guint whole = (guint) CLAMP (round (seconds), 0.0, 1e8);

  if (whole < 60)
    /* Translators: how much longer it takes */
    return g_strdup_printf (_("%u s left"), whole);
  if (whole < 3600)
    return g_strdup_printf (_("%u min %u s left"), whole / 60, whole % 60);

  return g_strdup_printf (_("%u h %u min left"), whole / 3600, whole / 60 % 60);
}

static char *
describe_progress (HeedTrainPage *self)
{
  const HeedTrainingStatus *status = heed_training_get_status (self->training);
  const HeedTrainReport *report = &status->report;
  double n_epochs = heed_training_get_plan (self->training)->hypers[HEED_HYPER_EPOCHS];
  g_autofree char *left = format_left (status->seconds_left);

  switch (status->state)
    {
    case HEED_TRAINING_PREPARING:
      return g_strdup (_("reading the data…"));

    case HEED_TRAINING_FAILED:
      return g_strdup (_("failed"));

    case HEED_TRAINING_FINISHED:
      return g_strdup_printf (_("finished: epoch %.0f · loss %.3f"), report->epoch, report->loss);

    case HEED_TRAINING_STOPPED:
      return g_strdup_printf (_("stopped: epoch %.1f of %.0f · loss %.3f"), report->epoch, n_epochs, report->loss);

    case HEED_TRAINING_PAUSED:
      return g_strdup_printf (_("paused: epoch %.1f of %.0f · loss %.3f"), report->epoch, n_epochs, report->loss);

    case HEED_TRAINING_RUNNING:
    default:
      /* Translators: epoch, how many there will be, loss, tokens a second, time left */
      return g_strdup_printf (_("epoch %.1f of %.0f · loss %.3f · %.0f tokens/s · %s"),
                              report->epoch, n_epochs, report->loss, report->tokens_per_second, left);
    }
}

static void
show_progress (HeedTrainPage *self)
{
  const HeedTrainReport *report = &heed_training_get_status (self->training)->report;
  g_autofree char *words = describe_progress (self);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 report->n_batches > 0 ? (double) report->batch / (double) report->n_batches : 0.0);
  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_widget_set_tooltip_text (self->words, words);
}

static void
show_buttons (HeedTrainPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_running = is_under_way (self);
  gboolean is_paused = is_running && heed_training_get_state (self->training) == HEED_TRAINING_PAUSED;
  const char *label = is_paused ? _("Go On") : is_running ? _("Pause") : _("Start");

  gtk_button_set_label (GTK_BUTTON (self->start), label);
  gtk_widget_set_tooltip_text (self->start, is_paused ? _("Go on with this training (Ctrl+Return)")
                                            : is_running ? _("Rest after this batch (Ctrl+Return)")
                                                         : _("Train what the form says (Ctrl+Return)"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !is_running);
  gtk_widget_action_set_enabled (widget, "train.stop", is_running);
  gtk_widget_action_set_enabled (widget, "train.save",
                                 self->training != NULL && heed_training_can_save (self->training));
  gtk_widget_set_visible (self->open, self->training != NULL && heed_training_get_path (self->training) != NULL);
}

static void
refresh (HeedTrainPage *self)
{
  const HeedTrainingStatus *status = heed_training_get_status (self->training);

  show_attention (self);
  show_probe (self);
  show_losses (self);
  show_progress (self);
  show_buttons (self);
  heed_held_out_view_set_check (self->held_out, status->check);
  heed_held_out_view_set_snapshot (self->held_out, status->snapshot);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  HeedTrainPage *self = HEED_TRAIN_PAGE (widget);

  self->tick = 0;
  if (self->training != NULL)
    refresh (self);

  return G_SOURCE_REMOVE;
}

static void
queue_refresh (HeedTrainPage *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
report (HeedTrainPage *self,
        const char    *title,
        const char    *detail)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.report", "(ss)", title, detail);
}

static const char *
get_failure_title (const GError *error)
{
  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_NOT_FINITE))
    return _("The loss is no number any more. A smaller learning rate may help.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_DAMAGED))
    return _("The data could not be read.");

  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED))
    return _("This cannot be trained.");

  return _("The training failed.");
}

static void
state_changed_cb (HeedTrainPage *self)
{
  const GError *error = heed_training_get_status (self->training)->error;

  if (error != NULL)
    report (self, get_failure_title (error), error->message);

  queue_refresh (self);
}

/* --- From the widgets to the training ------------------------------------ */

static void
set_training (HeedTrainPage *self,
              HeedTraining  *training)
{
  if (self->training != NULL)
    g_signal_handlers_disconnect_by_data (self->training, self);

  g_set_object (&self->training, training);

  if (training == NULL)
    return;

  g_signal_connect_object (training, "changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (training, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  queue_refresh (self);
}

static void
start (HeedTrainPage *self)
{
  g_autoptr(HeedTrainingPlan) plan = heed_train_form_dup_plan (self->form);
  g_autoptr(HeedTraining) training = NULL;
  g_autoptr(GError) error = NULL;
  const char *probe = gtk_editable_get_text (GTK_EDITABLE (self->probe));

  if (!heed_training_plan_check (plan, &error))
    {
      report (self, _("This cannot be trained."), error->message);
      return;
    }

  training = heed_training_new (plan, *probe != '\0' ? probe : NULL);
  set_training (self, training);
}

static void
start_or_pause_cb (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  HeedTrainPage *self = HEED_TRAIN_PAGE (widget);

  if (!is_under_way (self))
    start (self);
  else if (heed_training_get_state (self->training) == HEED_TRAINING_PAUSED)
    heed_training_go_on (self->training);
  else
    heed_training_pause (self->training);
}

static void
stop_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  heed_training_stop (HEED_TRAIN_PAGE (widget)->training);
}

static void
probe_changed_cb (HeedTrainPage *self)
{
  const char *probe = gtk_editable_get_text (GTK_EDITABLE (self->probe));

  if (self->training != NULL && !self->sets_probe && *probe != '\0')
    heed_training_set_probe (self->training, probe);
}

static void
logarithmic_toggled_cb (HeedTrainPage *self)
{
  heed_loss_chart_set_logarithmic (self->chart, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->logarithmic)));
}

/* --- Saving -------------------------------------------------------------- */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(HeedTrainPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!heed_training_save_finish (HEED_TRAINING (source), result, &error))
    report (self, _("The model could not be saved."), error->message);

  queue_refresh (self);
}

static void
save_chosen_cb (HeedTrainPage        *self,
                int                   response,
                GtkFileChooserNative *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        heed_train_page_save (self, path);
    }

  g_object_unref (chooser);
}

static void
save_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Save the Model"),
                                                               GTK_WINDOW (gtk_widget_get_root (widget)),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), MODEL_NAME);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (save_chosen_cb), widget, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.open-trained", "s",
                              heed_training_get_path (HEED_TRAIN_PAGE (widget)->training));
}

/* --- The object ---------------------------------------------------------- */

static void
heed_train_page_dispose (GObject *object)
{
  HeedTrainPage *self = HEED_TRAIN_PAGE (object);
  GtkWidget *child;

  set_training (self, NULL);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);

  self->tick = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_train_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, form);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, moment);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, output);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, probe);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, heatmap);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, instead);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, logarithmic);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, chart);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, held_out);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, start);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, progress);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, words);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, open);
  gtk_widget_class_bind_template_callback (widget_class, probe_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, logarithmic_toggled_cb);
}

static void
heed_train_page_class_init (HeedTrainPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_train_page_dispose;

  gtk_widget_class_install_action (widget_class, "train.start-or-pause", NULL, start_or_pause_cb);
  gtk_widget_class_install_action (widget_class, "train.stop", NULL, stop_cb);
  gtk_widget_class_install_action (widget_class, "train.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "train.open", NULL, open_cb);

  g_type_ensure (HEED_TYPE_TRAIN_FORM);
  g_type_ensure (HEED_TYPE_HEATMAP);
  g_type_ensure (HEED_TYPE_LOSS_CHART);
  g_type_ensure (HEED_TYPE_HELD_OUT_VIEW);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "trainpage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_train_page_init (HeedTrainPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_buttons (self);
}

GtkWidget *
heed_train_page_new (void)
{
  return g_object_new (HEED_TYPE_TRAIN_PAGE, NULL);
}

HeedTrainForm *
heed_train_page_get_form (HeedTrainPage *self)
{
  g_return_val_if_fail (HEED_IS_TRAIN_PAGE (self), NULL);

  return self->form;
}

HeedTraining *
heed_train_page_get_training (HeedTrainPage *self)
{
  g_return_val_if_fail (HEED_IS_TRAIN_PAGE (self), NULL);

  return self->training;
}

/**
 * heed_train_page_save:
 * @path: the file to write
 *
 * Saves the model of the training that is shown.
 */
void
heed_train_page_save (HeedTrainPage *self,
                      const char    *path)
{
  g_return_if_fail (HEED_IS_TRAIN_PAGE (self));
  g_return_if_fail (self->training != NULL && heed_training_can_save (self->training));

  heed_training_save_async (self->training, path, saved_cb, g_object_ref (self));
}

/**
 * heed_train_page_has_unsaved:
 *
 * Returns: whether a training runs, or what it learned was not saved
 */
gboolean
heed_train_page_has_unsaved (HeedTrainPage *self)
{
  g_return_val_if_fail (HEED_IS_TRAIN_PAGE (self), FALSE);

  return is_under_way (self) ||
         (self->training != NULL && heed_training_can_save (self->training) &&
          !heed_training_is_saved (self->training));
}
