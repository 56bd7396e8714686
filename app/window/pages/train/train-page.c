/* train-page.c — train a model, watch its attention emerge
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page turns user input into calls of the training, and displays what the training
 * reports. However often it reports, the widgets are updated at most once per frame.
 */

#include "app/window/pages/train/train-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/window/page.h"
#include "app/window/pages/parts/tooltip.h"
#include "app/window/pages/train/film-export.h"
#include "app/window/pages/train/film-view.h"
#include "app/window/pages/train/held-out-view.h"
#include "app/window/pages/train/train-layout.h"
#include "app/window/pages/train/train-lesson.h"
#include "app/window/pages/train/training-list.h"
#include "app/window/pages/train/training-removal.h"
#include "app/window/pages/train/training-saving.h"
#include "app/window/pages/train/training-words.h"
#include "ui/loss-chart.h"

#define TEMPLATE "/org/heed/Heed/app/window/pages/train/train-page.ui"

/**
 * HeedTrainPage:
 *
 * The form, the progress of the training, and the film of its attention.
 *
 * ## Keyboard
 *
 * Tab goes from part to part. Control with Return starts, pauses and
 * resumes.
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

  GtkWidget        *body;
  GtkWidget        *show_form;
  GtkWidget        *show_results;
  HeedTrainForm    *form;
  HeedFilmView     *films;
  GtkWidget        *diagnosis;
  GtkWidget        *advised_stop;
  GtkWidget        *logarithmic;
  HeedLossChart    *chart;
  HeedHeldOutView  *held_out;
  GtkWidget        *trainings_card;
  HeedTrainingList *trainings;
  GtkWidget        *start;
  GtkWidget        *progress;
  GtkWidget        *words;
  GtkWidget        *open;

  guint             tick;  /* tick callback; 0 if the widgets are up to date */
};

static void implement_page (HeedPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeedTrainPage, heed_train_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (HEED_TYPE_PAGE, implement_page))

/* Returns the newest training, the only one that may be running; or NULL. */
static HeedTraining *
get_newest (HeedTrainPage *self)
{
  return heed_training_list_get_n (self->trainings) > 0
         ? heed_training_list_get (self->trainings, 0)
         : NULL;
}

static gboolean
is_under_way (HeedTrainPage *self)
{
  return get_newest (self) != NULL && !heed_training_is_over (get_newest (self));
}

/* --- From the trainings to the widgets ----------------------------------- */

static double
get_n_epochs (HeedTraining *training)
{
  return training != NULL ? heed_training_get_plan (training)->hypers[HEED_HYPER_EPOCHS] : 0.0;
}

static void
show_losses (HeedTrainPage *self)
{
  HeedTraining *first = heed_film_view_get_training (self->films, 0);
  HeedTraining *second = heed_film_view_get_training (self->films, 1);
  HeedTraining *const trainings[] = { first, second };

  heed_loss_chart_set_names (self->chart, heed_training_get_name (first),
                             second != NULL ? heed_training_get_name (second) : NULL);
  heed_loss_chart_set_n_epochs (self->chart, MAX (get_n_epochs (first), get_n_epochs (second)));

  for (guint i = 0; i < G_N_ELEMENTS (trainings) && trainings[i] != NULL; i++)
    {
      const HeedTrainingStatus *status = heed_training_get_status (trainings[i]);

      heed_loss_chart_set_training (self->chart, i,
                                    (const HeedChartPoint *) (gpointer) status->training_loss->data,
                                    status->training_loss->len);
      heed_loss_chart_set_held_out (self->chart, i,
                                    (const HeedChartPoint *) (gpointer) status->held_out_loss->data,
                                    status->held_out_loss->len);
    }
}

static void
show_progress (HeedTrainPage *self)
{
  HeedTraining *training = get_newest (self);
  g_autofree char *words = heed_training_words_new_progress (training);
  double done = heed_training_words_find_progress (training);

  if (isnan (done))
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
  else
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), done);

  gtk_label_set_text (GTK_LABEL (self->words), words);
}

static gboolean
has_film (HeedTrainPage *self)
{
  HeedTraining *shown = heed_train_page_get_training (self);

  return shown != NULL && heed_training_get_status (shown)->film->len > 0;
}

static const char *
choose_start_tooltip (HeedTrainPage *self,
                      gboolean       is_running,
                      gboolean       is_paused)
{
  if (is_paused)
    return _("Go on with this training (Ctrl+Return)");
  if (is_running)
    return _("Rest after this batch (Ctrl+Return)");

  return heed_train_form_is_ready (self->form) ? _("Train what the form says (Ctrl+Return)")
                                               : _("Choose data first");
}

static void
show_buttons (HeedTrainPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  HeedTraining *shown = heed_train_page_get_training (self);
  gboolean is_running = is_under_way (self);
  gboolean is_paused =
    is_running && heed_training_get_state (get_newest (self)) == HEED_TRAINING_PAUSED;
  const char *label = is_paused ? _("Go On") : is_running ? _("Pause") : _("Start");

  gtk_button_set_label (GTK_BUTTON (self->start), label);
  heed_tooltip_set (self->start, choose_start_tooltip (self, is_running, is_paused));
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !is_running);
  gtk_widget_action_set_enabled (widget, "train.start-or-pause",
                                 is_running || heed_train_form_is_ready (self->form));
  gtk_widget_action_set_enabled (widget, "train.stop", is_running);
  gtk_widget_action_set_enabled (widget, "train.save",
                                 shown != NULL && heed_training_can_save (shown));
  gtk_widget_action_set_enabled (widget, "train.export", has_film (self));
  gtk_widget_set_visible (self->open, shown != NULL && heed_training_get_path (shown) != NULL);
}

static void
show_held_out (HeedTrainPage *self,
               HeedTraining  *training)
{
  const HeedTrainingStatus *status = heed_training_get_status (training);

  heed_held_out_view_set_name (self->held_out, heed_film_view_get_training (self->films, 1) != NULL
                                               ? heed_training_get_name (training) : NULL);
  heed_held_out_view_set_counts (self->held_out, status->n_train, status->n_valid);
  heed_held_out_view_set_check (self->held_out, status->check);
  heed_held_out_view_set_snapshot (self->held_out, heed_film_view_get_snapshot (self->films, 0),
                                   heed_training_get_site (training));
}

/* Displays the diagnosis, and a button to stop the training if it advises so. */
static void
show_diagnosis (HeedTrainPage *self,
                HeedTraining  *shown)
{
  HeedDiagnosis diagnosis =
    heed_training_diagnose (heed_training_get_status (shown), heed_training_get_site (shown));
  g_autofree char *text = heed_training_words_new_diagnosis (&diagnosis);

  gtk_label_set_text (GTK_LABEL (self->diagnosis), text);
  heed_tooltip_set (self->diagnosis, text);
  gtk_widget_show (self->diagnosis);
  gtk_widget_set_visible (self->advised_stop, heed_diagnosis_advises_to_stop (&diagnosis) &&
                                              !heed_training_is_over (shown));
}

/* Clears the widgets when there is no training. */
static void
show_nothing (HeedTrainPage *self)
{
  heed_loss_chart_set_names (self->chart, NULL, NULL);
  heed_loss_chart_set_training (self->chart, 0, NULL, 0);
  heed_loss_chart_set_held_out (self->chart, 0, NULL, 0);
  heed_held_out_view_set_name (self->held_out, NULL);
  heed_held_out_view_set_check (self->held_out, NULL);
  heed_held_out_view_set_counts (self->held_out, 0, 0);
  heed_held_out_view_set_snapshot (self->held_out, NULL, HEED_ATTENTIONS_DEFAULT_SITE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0.0);
  gtk_label_set_text (GTK_LABEL (self->words), "");
  gtk_widget_hide (self->diagnosis);
  gtk_widget_hide (self->advised_stop);
  gtk_widget_hide (self->trainings_card);
  show_buttons (self);
}

/* Removes trainings that failed before there was a model: they have nothing to display. */
static void
drop_failed (HeedTrainPage *self)
{
  for (guint i = heed_training_list_get_n (self->trainings); i-- > 0; )
    {
      HeedTraining *training = heed_training_list_get (self->trainings, i);

      if (heed_training_get_state (training) == HEED_TRAINING_FAILED &&
          !heed_training_can_save (training))
        heed_training_list_remove (self->trainings, training);
    }
}

static void queue_refresh (HeedTrainPage *self);

/* Queues itself again during preparation, when nothing is reported but the time advances. */
static void
refresh (HeedTrainPage *self)
{
  HeedTraining *shown;

  drop_failed (self);
  shown = heed_train_page_get_training (self);
  if (shown == NULL)
    {
      show_nothing (self);
      return;
    }

  heed_film_view_refresh (self->films);
  heed_training_list_refresh (self->trainings);
  show_held_out (self, shown);
  show_losses (self);
  show_progress (self);
  show_diagnosis (self, shown);
  show_buttons (self);
  if (heed_training_get_state (get_newest (self)) == HEED_TRAINING_PREPARING)
    queue_refresh (self);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  HeedTrainPage *self = HEED_TRAIN_PAGE (widget);

  self->tick = 0;
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

static void
state_changed_cb (HeedTrainPage *self,
                  GParamSpec    *pspec,
                  HeedTraining  *training)
{
  const GError *error = heed_training_get_status (training)->error;

  if (error != NULL)
    report (self, heed_training_words_get_failure (error), error->message);
}

static void
chosen_changed_cb (HeedTrainPage *self)
{
  heed_film_view_set_trainings (self->films,
                                heed_training_list_get_chosen (self->trainings, 0),
                                heed_training_list_get_chosen (self->trainings, 1));
  queue_refresh (self);
}

static void
remove_asked_cb (HeedTrainPage *self,
                 HeedTraining  *training)
{
  heed_training_removal_ask (training, GTK_WIDGET (self),
                             (HeedTrainingRemovalFunc) heed_train_page_remove);
}

static void
save_asked_cb (HeedTrainPage *self,
               HeedTraining  *training)
{
  heed_training_saving_ask (training, GTK_WIDGET (self));
}

/* --- From the widgets to the training ------------------------------------ */

static void
start (HeedTrainPage *self)
{
  g_autoptr(HeedTrainingPlan) plan = heed_train_form_dup_plan (self->form);
  g_autoptr(HeedTraining) training = NULL;
  g_autoptr(GError) error = NULL;
  if (!heed_training_plan_check (plan, &error))
    {
      report (self, _("This cannot be trained."), error->message);
      return;
    }

  training = heed_training_new (plan, heed_film_view_get_wish (self->films, plan));
  g_signal_connect_object (training, "changed", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (training, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  heed_training_list_add (self->trainings, training);
  gtk_widget_show (self->trainings_card);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->show_results), TRUE);
}

static void
start_or_pause_cb (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  HeedTrainPage *self = HEED_TRAIN_PAGE (widget);

  if (!is_under_way (self))
    start (self);
  else if (heed_training_get_state (get_newest (self)) == HEED_TRAINING_PAUSED)
    heed_training_go_on (get_newest (self));
  else
    heed_training_pause (get_newest (self));
}

static void
stop_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  heed_training_stop (get_newest (HEED_TRAIN_PAGE (widget)));
}

static void
logarithmic_toggled_cb (HeedTrainPage *self)
{
  heed_loss_chart_set_logarithmic (
    self->chart, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->logarithmic)));
}

static void
results_toggled_cb (HeedTrainPage *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (self->body);

  if (HEED_IS_TRAIN_LAYOUT (layout))
    heed_train_layout_set_shows_results (
      HEED_TRAIN_LAYOUT (layout),
      gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->show_results)));
}

/* --- Files --------------------------------------------------------------- */

static void
save_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  heed_training_saving_ask (heed_train_page_get_training (HEED_TRAIN_PAGE (widget)), widget);
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  gtk_widget_activate_action (
    widget, "win.open-trained", "s",
    heed_training_get_path (heed_train_page_get_training (HEED_TRAIN_PAGE (widget))));
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HeedTrainPage *self = HEED_TRAIN_PAGE (widget);

  heed_film_export_ask (self->films, g_variant_get_string (parameter, NULL),
                        heed_loss_chart_get_logarithmic (self->chart));
}

/* --- The object ---------------------------------------------------------- */

static void
heed_train_page_dispose (GObject *object)
{
  HeedTrainPage *self = HEED_TRAIN_PAGE (object);
  GtkWidget *child;

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
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, body);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, show_form);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, show_results);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, diagnosis);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, advised_stop);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, form);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, films);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, logarithmic);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, chart);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, held_out);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, trainings_card);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, trainings);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, start);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, progress);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, words);
  gtk_widget_class_bind_template_child (widget_class, HeedTrainPage, open);
  gtk_widget_class_bind_template_callback (widget_class, show_buttons);
  gtk_widget_class_bind_template_callback (widget_class, chosen_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, queue_refresh);
  gtk_widget_class_bind_template_callback (widget_class, logarithmic_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, results_toggled_cb);
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
  gtk_widget_class_install_action (widget_class, "train.export", "s", export_cb);

  g_type_ensure (HEED_TYPE_TRAIN_FORM);
  g_type_ensure (HEED_TYPE_FILM_VIEW);
  g_type_ensure (HEED_TYPE_LOSS_CHART);
  g_type_ensure (HEED_TYPE_HELD_OUT_VIEW);
  g_type_ensure (HEED_TYPE_TRAINING_LIST);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "trainpage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_train_page_init (HeedTrainPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->body, heed_train_layout_new ());
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

/**
 * heed_train_page_get_training:
 *
 * Returns: (transfer none) (nullable): the displayed training, or the left one of two
 */
HeedTraining *
heed_train_page_get_training (HeedTrainPage *self)
{
  g_return_val_if_fail (HEED_IS_TRAIN_PAGE (self), NULL);

  return heed_training_list_get_chosen (self->trainings, 0);
}

/**
 * heed_train_page_remove:
 * @training: one of those on the page
 *
 * Stops it, if it is not over, and releases it.
 */
void
heed_train_page_remove (HeedTrainPage *self,
                        HeedTraining  *training)
{
  g_return_if_fail (HEED_IS_TRAIN_PAGE (self));
  g_return_if_fail (HEED_IS_TRAINING (training));

  heed_training_list_remove (self->trainings, training);
}

/**
 * heed_train_page_save:
 * @path: the file to write
 *
 * Saves the model of the displayed training.
 */
void
heed_train_page_save (HeedTrainPage *self,
                      const char    *path)
{
  HeedTraining *training;

  g_return_if_fail (HEED_IS_TRAIN_PAGE (self));

  training = heed_train_page_get_training (self);
  g_return_if_fail (training != NULL && heed_training_can_save (training));

  heed_training_saving_save (training, GTK_WIDGET (self), path);
}

/**
 * heed_train_page_list_unsaved:
 *
 * Returns: (transfer full): the names of the models that are still trained or were not saved
 */
char **
heed_train_page_list_unsaved (HeedTrainPage *self)
{
  g_autoptr(GStrvBuilder) unsaved = g_strv_builder_new ();

  g_return_val_if_fail (HEED_IS_TRAIN_PAGE (self), NULL);

  for (guint i = 0; i < heed_training_list_get_n (self->trainings); i++)
    {
      HeedTraining *training = heed_training_list_get (self->trainings, i);
      g_autofree char *words = NULL;

      if (!heed_training_removal_loses (training))
        continue;

      /* Translators: something that would be lost; a training's name */
      words = g_strdup_printf (_("the trained model “%s”"), heed_training_get_name (training));
      g_strv_builder_add (unsaved, words);
    }

  return g_strv_builder_end (unsaved);
}

/* --- As a page ----------------------------------------------------------- */

static const HeedPageExport *
get_export (HeedPage *page)
{
  static const HeedPageExport strip = {
    N_("Save the Film as a Strip: SVG, PDF or PNG"), HEED_FILM_EXPORT_STRIP_NAME,
    N_("The film could not be saved."),
  };

  return has_film (HEED_TRAIN_PAGE (page)) ? &strip : NULL;
}

static gboolean
export (HeedPage    *page,
        const char  *path,
        GError     **error)
{
  return heed_film_export_strip (HEED_TRAIN_PAGE (page)->films, path, error);
}

static char **
list_unsaved (HeedPage *page)
{
  return heed_train_page_list_unsaved (HEED_TRAIN_PAGE (page));
}

static void
save_unsaved (HeedPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "train.save", NULL);
}

/* Focuses the form, or the films if it is insensitive, but not the switcher of narrow windows. */
static void
focus (HeedPage *page,
       gboolean  select_all)
{
  HeedTrainPage *self = HEED_TRAIN_PAGE (page);
  GtkWidget *form = GTK_WIDGET (self->form);

  if (!gtk_widget_is_sensitive (form) || !gtk_widget_child_focus (form, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self->films), GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
find_part (HeedPage   *page,
           const char *name)
{
  HeedTrainPage *self = HEED_TRAIN_PAGE (page);
  const struct {
    const char *name;
    gpointer    widget;
  } named[] = {
    { "form", gtk_widget_get_ancestor (GTK_WIDGET (self->form), GTK_TYPE_SCROLLED_WINDOW) },
    { "start", self->start },
    { "film", self->films },
    { "losses", self->chart },
    { "held-out", self->held_out },
  };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (g_str_equal (named[i].name, name))
      return named[i].widget;

  return NULL;
}

static void
describe (HeedPage  *page,
          HeedScene *now)
{
  HeedTrainPage *self = HEED_TRAIN_PAGE (page);

  heed_train_lesson_describe (self->form, heed_train_page_get_training (self), now);
}

static void
bring_about (HeedPage        *page,
             const HeedScene *wanted,
             HeedSceneField   field)
{
  HeedTrainPage *self = HEED_TRAIN_PAGE (page);

  heed_train_lesson_bring_about (self->form, heed_train_page_get_training (self), wanted, field);
}

static void
implement_page (HeedPageInterface *iface)
{
  iface->find_part = find_part;
  iface->describe = describe;
  iface->bring_about = bring_about;
  iface->focus = focus;
  iface->get_export = get_export;
  iface->export = export;
  iface->list_unsaved = list_unsaved;
  iface->save_unsaved = save_unsaved;
}
