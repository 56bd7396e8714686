/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page, and the window around it, with real trainings of a real engine.
 *
 * Covers: app/core/training/loss-figure.c,
 *   app/window/pages/train/film-export.c,
 *   app/window/pages/train/film-pane.c,
 *   app/window/pages/train/film-view.c,
 *   app/window/pages/train/held-out-view.c,
 *   app/window/pages/train/loss-export.c,
 *   app/window/pages/train/pair-preview.c,
 *   app/window/pages/parts/tooltip.c,
 *   app/window/pages/train/training-list.c,
 *   app/window/pages/train/training-removal.c,
 *   app/window/pages/train/training-saving.c,
 *   app/window/pages/train/training-words.c
 */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "app/window/pages/train/film-export.h"
#include "app/window/pages/train/film-player.h"
#include "app/window/pages/train/film-view.h"
#include "app/window/pages/train/loss-export.h"
#include "app/window/pages/train/train-page.h"
#include "app/window/pages/train/training-list.h"
#include "app/window/window.h"
#include "find-widget.h"
#include "toy-pairs.h"
#include "ui/heatmap.h"
#include "ui/loss-chart.h"
#include "ui/number-format.h"
#include "ui/site-chooser.h"
#include "ui/style.h"

#define N_PAIRS  400
#define ENDLESS  10000
#define N_FRAMES 30
#define N_SOUND  5   /* batches before the loss becomes NaN */

typedef struct {
  ToyPairs          toy;
  HeedEngineWorker *worker;
  HeedDocument     *document;
  HeedModelLibrary *library;
  GtkWidget        *window;
  HeedTrainPage    *page;
} Fixture;

/* No value that the form allows makes the loss overflow, so the test simulates it: the
 * linker puts this wrapper between the page and the engine. */
static gboolean loss_is_lost = FALSE;

gboolean __real_heed_trainer_run_batch (HeedTrainer      *trainer,
                                        HeedTrainReport  *report,
                                        GError          **error);
gboolean __wrap_heed_trainer_run_batch (HeedTrainer      *trainer,
                                        HeedTrainReport  *report,
                                        GError          **error);

gboolean
__wrap_heed_trainer_run_batch (HeedTrainer      *trainer,
                               HeedTrainReport  *report,
                               GError          **error)
{
  if (loss_is_lost && report->batch >= N_SOUND)
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_NOT_FINITE,
                           "loss of batch 3: expected a finite number, found nan");
      return FALSE;
    }

  return __real_heed_trainer_run_batch (trainer, report, error);
}

/* Blocks the preparation while TRUE. */
static gboolean preparation_waits = FALSE;

HeedTrainer *__real_heed_trainer_new_telling (const char           *configuration,
                                              const char           *base_folder,
                                              HeedPreparationFunc   tell,
                                              gpointer              user_data,
                                              GCancellable         *cancellable,
                                              GError              **error);
HeedTrainer *__wrap_heed_trainer_new_telling (const char           *configuration,
                                              const char           *base_folder,
                                              HeedPreparationFunc   tell,
                                              gpointer              user_data,
                                              GCancellable         *cancellable,
                                              GError              **error);

HeedTrainer *
__wrap_heed_trainer_new_telling (const char           *configuration,
                                 const char           *base_folder,
                                 HeedPreparationFunc   tell,
                                 gpointer              user_data,
                                 GCancellable         *cancellable,
                                 GError              **error)
{
  while (g_atomic_int_get (&preparation_waits))
    {
      tell (HEED_PREPARING_LINKS, 0.25, user_data);
      g_thread_yield ();
    }

  return __real_heed_trainer_new_telling (configuration, base_folder, tell, user_data, cancellable,
                                          error);
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  guint *n_left = user_data;

  (*n_left)--;

  return *n_left > 0;
}

static void
wait_for_frames (GtkWidget *widget,
                 guint      n_frames)
{
  gtk_widget_add_tick_callback (widget, count_frame_cb, &n_frames, NULL);

  while (n_frames > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
fill_in (Fixture *fixture)
{
  HeedTrainForm *form = heed_train_page_get_form (fixture->page);

  heed_train_form_set_task (form, fixture->toy.plan->task->name);
  heed_train_form_set_path (form, fixture->toy.path);
  heed_train_form_set_units (form, fixture->toy.plan->units);
  heed_train_form_set_mechanism (form, fixture->toy.plan->mechanism->name);
  for (guint i = 0; i < HEED_N_HYPERS; i++)
    heed_train_form_set_hyper (form, i, fixture->toy.plan->hypers[i]);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  n_epochs)
{
  toy_pairs_set_up (&fixture->toy, N_PAIRS, GPOINTER_TO_UINT (n_epochs));
  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  fixture->library = heed_model_library_new ();
  fixture->window = GTK_WIDGET (heed_window_new (NULL, fixture->document, fixture->library, NULL));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_activate_action (fixture->window, "win.show-page", "s", "train");
  fixture->page = HEED_TRAIN_PAGE (find_widget (fixture->window, HEED_TYPE_TRAIN_PAGE));
  fill_in (fixture);
  wait_for_frames (fixture->window, 2);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  n_epochs)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));

  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);

  heed_model_library_unref (fixture->library);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
  toy_pairs_tear_down (&fixture->toy);
}

static void
act (Fixture    *fixture,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), action, NULL));
}

static gboolean
has_unsaved (Fixture *fixture)
{
  g_auto(GStrv) unsaved = heed_train_page_list_unsaved (fixture->page);

  return unsaved[0] != NULL;
}

static HeedTraining *
start (Fixture *fixture)
{
  act (fixture, "train.start-or-pause");
  g_assert_nonnull (heed_train_page_get_training (fixture->page));

  return heed_train_page_get_training (fixture->page);
}

static HeedFilmView *
get_films (Fixture *fixture)
{
  return HEED_FILM_VIEW (find_widget (GTK_WIDGET (fixture->page), HEED_TYPE_FILM_VIEW));
}

static HeedMatrix *
get_matrix (Fixture *fixture)
{
  return heed_heatmap_get_matrix (
    HEED_HEATMAP (find_widget (GTK_WIDGET (fixture->page), HEED_TYPE_HEATMAP)));
}

typedef struct {
  const char *text;
  GtkWidget  *found;
} Search;

static void
search_label (GtkWidget *widget,
              gpointer   data)
{
  Search *search = data;

  if (GTK_IS_LABEL (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), search->text) != NULL)
    search->found = widget;
}

static GtkWidget *
find_labelled (GtkWidget  *root,
               const char *text)
{
  Search search = { text, NULL };

  for_each_widget (root, search_label, &search);

  return search.found;
}

static gboolean
has_label (GtkWidget  *root,
           const char *text)
{
  return find_labelled (root, text) != NULL;
}

static void
test_train_page_shows_the_attention_that_there_is (Fixture       *fixture,
                                                   gconstpointer  n_epochs)
{
  HeedTraining *training = start (fixture);
  const HeedSnapshot *snapshot;
  g_autofree char *diagonality = NULL;

  wait_until_over (training);
  wait_for_frames (fixture->window, 2);
  snapshot = heed_training_get_status (training)->snapshot;
  diagonality = heed_number_format_correlation (
    heed_snapshot_find_diagonality (snapshot, HEED_ATTENTIONS_DEFAULT_SITE));

  g_assert_true (get_matrix (fixture) ==
                 heed_snapshot_get_attention (snapshot, HEED_ATTENTIONS_DEFAULT_SITE));
  g_assert_true (has_label (GTK_WIDGET (fixture->page), diagonality));
  g_assert_true (has_label (GTK_WIDGET (fixture->page), snapshot->output));
  g_assert_cmpstr (heed_film_view_get_probe (get_films (fixture)), ==,
                   heed_training_get_probe (training));
}

/* If anything on the page waited for a batch, frames would be as slow as
 * batches; training continues while frames are drawn. */
static void
test_train_page_frames_and_batches_go_on_side_by_side (Fixture       *fixture,
                                                       gconstpointer  n_epochs)
{
  HeedTraining *training = start (fixture);
  guint64 batch;

  wait_until_trained (training, 1);
  batch = heed_training_get_status (training)->report.batch;
  wait_for_frames (fixture->window, N_FRAMES);

  g_assert_cmpint (heed_training_get_state (training), ==, HEED_TRAINING_RUNNING);
  g_assert_cmpuint (heed_training_get_status (training)->report.batch, >, batch);
}

static void
test_train_page_switching_and_typing_lose_nothing (Fixture       *fixture,
                                                   gconstpointer  n_epochs)
{
  HeedTraining *training = start (fixture);
  guint64 batch;

  wait_until_trained (training, 1);
  gtk_widget_activate_action (fixture->window, "win.show-page", "s", "translate");
  heed_document_set_text (fixture->document, "typed meanwhile");
  batch = heed_training_get_status (training)->report.batch;
  wait_for_frames (fixture->window, 2);
  wait_until_trained (training, batch + 5);
  gtk_widget_activate_action (fixture->window, "win.show-page", "s", "train");
  wait_for_frames (fixture->window, 2);

  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "typed meanwhile");
  g_assert_true (heed_train_page_get_training (fixture->page) == training);
  g_assert_cmpint (heed_training_get_state (training), ==, HEED_TRAINING_RUNNING);
}

static void
test_train_page_probe_is_looked_at_as_it_is_typed (Fixture       *fixture,
                                                   gconstpointer  n_epochs)
{
  HeedTraining *training = start (fixture);

  wait_until_trained (training, 1);
  heed_film_view_set_probe (get_films (fixture), "b a c");
  wait_until_probed (training, "b a c");
  wait_for_frames (fixture->window, 2);
  g_assert_cmpuint (get_matrix (fixture)->n_columns, ==, 4);  /* and the end token */

  heed_film_view_set_probe (get_films (fixture), "b a");
  wait_until_probed (training, "b a");
  wait_for_frames (fixture->window, 2);
  g_assert_cmpuint (get_matrix (fixture)->n_columns, ==, 3);
}

static void
test_train_page_film_waits_until_typing_rests (Fixture       *fixture,
                                               gconstpointer  n_epochs)
{
  HeedTraining *training = start (fixture);
  GtkWidget *probe = find_widget (GTK_WIDGET (get_films (fixture)), GTK_TYPE_ENTRY);
  g_autofree char *before = NULL;

  wait_until_over (training);
  wait_for_frames (fixture->window, 2);
  before = g_strdup (heed_training_get_probe (training));

  heed_film_view_set_probe (get_films (fixture), "b");
  wait_for_frames (fixture->window, 2);
  heed_film_view_set_probe (get_films (fixture), "b a");
  wait_for_frames (fixture->window, 2);
  g_assert_cmpstr (heed_training_get_probe (training), ==, before);

  wait_until_probed (training, "b a");
  g_assert_cmpstr (heed_training_get_probe (training), ==, "b a");

  heed_film_view_set_probe (get_films (fixture), "b a c");
  g_signal_emit_by_name (probe, "activate");
  g_assert_cmpstr (heed_training_get_probe (training), ==, "b a c");
}

static HeedTrainingList *
get_list (Fixture *fixture)
{
  return HEED_TRAINING_LIST (find_widget (GTK_WIDGET (fixture->page), HEED_TYPE_TRAINING_LIST));
}

static void
test_train_page_removed_training_is_let_go (Fixture       *fixture,
                                            gconstpointer  n_epochs)
{
  HeedTraining *first = start (fixture);
  HeedTraining *second;

  wait_until_over (first);
  second = start (fixture);
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  g_object_add_weak_pointer (G_OBJECT (second), (gpointer *) &second);
  wait_until_over (second);
  wait_for_frames (fixture->window, 2);

  heed_train_page_remove (fixture->page, second);
  g_assert_null (second);
  g_assert_true (heed_train_page_get_training (fixture->page) == first);
  g_assert_cmpuint (heed_training_list_get_n (get_list (fixture)), ==, 1);
  wait_for_frames (fixture->window, 2);
  g_assert_nonnull (get_matrix (fixture));

  heed_train_page_remove (fixture->page, first);
  g_assert_null (first);
  wait_for_frames (fixture->window, 2);
  g_assert_null (heed_train_page_get_training (fixture->page));
  g_assert_false (has_unsaved (fixture));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_list (fixture))));

  g_assert_nonnull (start (fixture));
}

static GtkWidget *find_dialog (void);

static void
test_train_page_removing_asks_if_something_is_lost (Fixture       *fixture,
                                                    gconstpointer  n_epochs)
{
  HeedTraining *training = start (fixture);

  wait_until_trained (training, 1);
  g_signal_emit_by_name (get_list (fixture), "remove-asked", training);
  gtk_dialog_response (GTK_DIALOG (find_dialog ()), GTK_RESPONSE_CANCEL);
  g_assert_null (find_dialog ());
  g_assert_true (heed_train_page_get_training (fixture->page) == training);

  g_signal_emit_by_name (get_list (fixture), "remove-asked", training);
  gtk_dialog_response (GTK_DIALOG (find_dialog ()), GTK_RESPONSE_ACCEPT);
  g_assert_null (find_dialog ());
  g_assert_null (heed_train_page_get_training (fixture->page));
}

static void
test_train_page_a_book_is_no_probe (Fixture       *fixture,
                                    gconstpointer  n_epochs)
{
  g_autofree char *book = g_strnfill (100000, 'a');

  heed_film_view_set_probe (get_films (fixture), book);
  g_assert_cmpuint (strlen (heed_film_view_get_probe (get_films (fixture))), ==, 200);
  g_assert_true (has_label (fixture->window, "The text was cut off."));
}

static void
test_train_page_buttons_pause_go_on_and_stop (Fixture       *fixture,
                                              gconstpointer  n_epochs)
{
  HeedTraining *training = start (fixture);

  wait_until_trained (training, 1);
  act (fixture, "train.start-or-pause");
  wait_until_state (training, HEED_TRAINING_PAUSED);
  act (fixture, "train.start-or-pause");
  wait_until_state (training, HEED_TRAINING_RUNNING);
  wait_for_frames (fixture->window, 2);
  act (fixture, "train.stop");
  wait_until_state (training, HEED_TRAINING_STOPPED);
  wait_for_frames (fixture->window, 2);

  g_assert_true (has_label (GTK_WIDGET (fixture->page), "stopped: epoch"));
  g_assert_true (has_label (GTK_WIDGET (fixture->page), "Start"));
}

static void
test_train_page_slider_goes_back_to_the_beginning (Fixture       *fixture,
                                                   gconstpointer  n_epochs)
{
  HeedTraining *training = start (fixture);
  HeedFilmView *films = get_films (fixture);
  g_autofree char *diagonality = NULL;

  wait_until_over (training);
  wait_for_frames (fixture->window, 2);
  heed_film_view_set_moment (films, 0.0);
  wait_for_frames (fixture->window, 2);
  g_assert_cmpuint (heed_film_view_get_snapshot (films, 0)->batch, ==, 0);

  /* The numbers below it change as well, although nothing is being trained. */
  diagonality = heed_number_format_correlation (heed_snapshot_find_diagonality (
    heed_film_view_get_snapshot (films, 0), HEED_ATTENTIONS_DEFAULT_SITE));
  g_assert_true (has_label (GTK_WIDGET (fixture->page), "The probe, at epoch 0.0:"));
  g_assert_true (has_label (GTK_WIDGET (fixture->page), diagonality));

  heed_film_view_set_moment (films, 1.0);
  g_assert_cmpfloat_with_epsilon (heed_film_view_get_snapshot (films, 0)->epoch, 1.0, 0.1);
  heed_film_view_set_moment (films, ENDLESS);
  g_assert_true (heed_film_view_get_snapshot (films, 0) ==
                 heed_training_get_status (training)->snapshot);
}

static double
get_last_loss (GArray *curve)
{
  return g_array_index (curve, HeedChartPoint, curve->len - 1).y;
}

static void
assert_loss_of_both (Fixture      *fixture,
                     HeedTraining *first,
                     HeedTraining *second)
{
  const HeedTrainingStatus *left = heed_training_get_status (first);
  const HeedTrainingStatus *right = heed_training_get_status (second);
  g_autofree char *words =
    g_strdup_printf ("Loss at epoch 2.0: toy, dot product: training %.3f, held-out %.3f; "
                     "toy, additive: training %.3f, held-out %.3f",
                     get_last_loss (left->training_loss), get_last_loss (left->held_out_loss),
                     get_last_loss (right->training_loss), get_last_loss (right->held_out_loss));

  gtk_test_accessible_assert_property (
    find_widget (GTK_WIDGET (fixture->page), HEED_TYPE_LOSS_CHART), GTK_ACCESSIBLE_PROPERTY_LABEL,
    words);
}

/* "Reverse, no attention" without its middle would say the opposite. */
static void
assert_keeps_middle (GtkWidget *widget,
                     gpointer   data)
{
  if (GTK_IS_LABEL (widget))
    g_assert_cmpint (gtk_label_get_ellipsize (GTK_LABEL (widget)), !=, PANGO_ELLIPSIZE_MIDDLE);
}

static void
test_train_page_two_trainings_are_compared (Fixture       *fixture,
                                            gconstpointer  n_epochs)
{
  HeedTrainingList *list =
    HEED_TRAINING_LIST (find_widget (GTK_WIDGET (fixture->page), HEED_TYPE_TRAINING_LIST));
  HeedFilmView *films = get_films (fixture);
  HeedTraining *additive = start (fixture);
  HeedTraining *dot;

  wait_until_over (additive);
  heed_train_form_set_mechanism (heed_train_page_get_form (fixture->page), "dot");
  dot = start (fixture);
  g_assert_true (dot != additive);
  wait_until_over (dot);
  g_assert_cmpuint (heed_training_list_get_n (list), ==, 2);
  for_each_widget (GTK_WIDGET (list), assert_keeps_middle, NULL);
  g_assert_null (heed_film_view_get_training (films, 1));

  heed_training_list_set_chosen (list, additive, TRUE);
  heed_film_view_set_probe (films, "f a d e");
  wait_until_probed (additive, "f a d e");
  wait_until_probed (dot, "f a d e");
  wait_for_frames (fixture->window, 2);
  heed_film_view_set_moment (films, 0.0);

  g_assert_true (heed_film_view_get_training (films, 0) == dot);
  g_assert_true (heed_film_view_get_training (films, 1) == additive);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpuint (heed_film_view_get_snapshot (films, i)->batch, ==, 0);
      g_assert_cmpuint (heed_film_view_get_snapshot (films, i)->source->n_tokens, ==, 5);
    }
  g_assert_true (has_label (GTK_WIDGET (films), "toy, additive"));
  g_assert_true (has_label (GTK_WIDGET (films), "toy, dot product"));

  wait_for_frames (fixture->window, 2);
  g_assert_true (has_label (GTK_WIDGET (fixture->page), "toy, dot product, at epoch 2.0:"));
  assert_loss_of_both (fixture, dot, additive);
}

/* The last list of the chooser, after those of kinds and layers. */
static GtkDropDown *
get_heads (Fixture *fixture)
{
  GtkWidget *chooser = find_widget (GTK_WIDGET (get_films (fixture)), HEED_TYPE_SITE_CHOOSER);
  GtkWidget *list = gtk_widget_get_last_child (chooser);

  g_assert_true (gtk_widget_get_mapped (chooser));
  while (!GTK_IS_DROP_DOWN (list))
    list = gtk_widget_get_prev_sibling (list);

  return GTK_DROP_DOWN (list);
}

static void
assert_shows (Fixture *fixture,
              int      head)
{
  const HeedSnapshot *snapshot = heed_film_view_get_snapshot (get_films (fixture), 0);
  HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, head };

  wait_for_frames (fixture->window, 2);
  g_assert_true (get_matrix (fixture) == heed_snapshot_get_attention (snapshot, site));
}

/* The mean is the first entry. */
static void
test_train_page_chosen_head_is_shown_in_the_whole_film (Fixture       *fixture,
                                                        gconstpointer  n_epochs)
{
  HeedTraining *training;

  heed_train_form_set_mechanism (heed_train_page_get_form (fixture->page), "multi-head");
  heed_train_form_set_hyper (heed_train_page_get_form (fixture->page), HEED_HYPER_HEADS, 2);
  training = start (fixture);
  wait_until_over (training);
  wait_for_frames (fixture->window, 2);
  assert_shows (fixture, HEED_HEAD_MEAN);

  gtk_drop_down_set_selected (get_heads (fixture), 2);
  assert_shows (fixture, 1);
  heed_film_view_set_moment (get_films (fixture), 0.0);
  assert_shows (fixture, 1);
  gtk_drop_down_set_selected (get_heads (fixture), 1);
  assert_shows (fixture, 0);
  g_assert_cmpuint (heed_film_view_get_snapshot (get_films (fixture), 0)->batch, ==, 0);
}

static void
test_train_page_films_are_written (Fixture       *fixture,
                                   gconstpointer  n_epochs)
{
  g_autofree char *png = g_build_filename (fixture->toy.folder, "strip.png", NULL);
  g_autofree char *pdf = g_build_filename (fixture->toy.folder, "strip.pdf", NULL);
  g_autofree char *svg = g_build_filename (fixture->toy.folder, "moving.svg", NULL);
  g_autofree char *gif = g_build_filename (fixture->toy.folder, "moving.gif", NULL);
  g_autofree char *text = NULL;

  wait_until_over (start (fixture));
  heed_film_export_save_strip (get_films (fixture), png);
  heed_film_export_save_strip (get_films (fixture), pdf);
  heed_film_export_save_animation (get_films (fixture), svg);
  heed_film_export_save_animation (get_films (fixture), gif);

  g_assert_true (g_file_get_contents (png, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\x89PNG"));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (pdf, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF"));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (svg, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "<animate "));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (gif, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "GIF89a"));
}

/* Checks that the numbers of one curve are in the CSV "…,training,epoch,loss", in order. */
static void
assert_csv_has (const char   *csv,
                const char   *curve,
                const GArray *points)
{
  g_auto(GStrv) lines = g_strsplit (csv, "\n", -1);
  guint n_points = 0;

  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto(GStrv) fields = g_strsplit (strrchr (lines[i], '"') + 2, ",", -1);

      g_assert_cmpuint (g_strv_length (fields), ==, 3);
      if (!g_str_equal (fields[0], curve))
        continue;

      g_assert_cmpuint (n_points, <, points->len);
      g_assert_cmpfloat (g_ascii_strtod (fields[1], NULL), ==,
                         g_array_index (points, HeedChartPoint, n_points).x);
      g_assert_cmpfloat (g_ascii_strtod (fields[2], NULL), ==,
                         g_array_index (points, HeedChartPoint, n_points).y);
      n_points++;
    }

  g_assert_cmpuint (n_points, ==, points->len);
}

static void
test_train_page_losses_are_written (Fixture       *fixture,
                                    gconstpointer  n_epochs)
{
  g_autofree char *csv = g_build_filename (fixture->toy.folder, "losses.csv", NULL);
  g_autofree char *svg = g_build_filename (fixture->toy.folder, "losses.svg", NULL);
  g_autofree char *wrong = g_build_filename (fixture->toy.folder, "losses.doc", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  HeedTraining *training = start (fixture);
  const HeedTrainingStatus *status;

  wait_until_over (training);
  status = heed_training_get_status (training);
  g_assert_cmpuint (status->training_loss->len, >, 2);

  g_assert_true (heed_loss_export_save (get_films (fixture), TRUE, csv, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "training,curve,epoch,loss\n\""));
  assert_csv_has (text, "training", status->training_loss);
  assert_csv_has (text, "held-out", status->held_out_loss);
  g_clear_pointer (&text, g_free);

  g_assert_true (heed_loss_export_save (get_films (fixture), FALSE, svg, &error));
  g_assert_true (g_file_get_contents (svg, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, ">epochs</text>"));

  g_assert_false (heed_loss_export_save (get_films (fixture), FALSE, wrong, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME);
}

static void
test_train_page_saved_model_opens_in_translate (Fixture       *fixture,
                                                gconstpointer  n_epochs)
{
  HeedTraining *training = start (fixture);
  g_autofree char *path = g_build_filename (fixture->toy.folder, "saved.safetensors", NULL);

  wait_until_over (training);
  wait_for_frames (fixture->window, 2);
  g_assert_true (has_unsaved (fixture));
  heed_train_page_save (fixture->page, path);
  while (!heed_training_is_saved (training))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (has_unsaved (fixture));

  wait_for_frames (fixture->window, 2);
  act (fixture, "train.open");
  while (heed_document_get_model (fixture->document) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (heed_document_get_model_path (fixture->document), ==, path);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (GTK_IS_MESSAGE_DIALOG (window->data))
      return window->data;

  return NULL;
}

static void
test_train_page_closing_asks_and_can_be_called_off (Fixture       *fixture,
                                                    gconstpointer  n_epochs)
{
  HeedTraining *training = start (fixture);
  GtkWidget *dialog;

  wait_until_trained (training, 1);
  gtk_window_close (GTK_WINDOW (fixture->window));
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);

  g_assert_null (find_dialog ());
  g_assert_true (gtk_widget_get_mapped (fixture->window));
  g_assert_cmpint (heed_training_get_state (training), ==, HEED_TRAINING_RUNNING);
}

static void
test_train_page_closing_without_saving_closes (Fixture       *fixture,
                                               gconstpointer  n_epochs)
{
  GtkWidget *window = fixture->window;

  wait_until_trained (start (fixture), 1);
  g_object_ref (window);
  gtk_window_close (GTK_WINDOW (window));
  gtk_dialog_response (GTK_DIALOG (find_dialog ()), GTK_RESPONSE_ACCEPT);
  while (gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (window);

  /* tear_down() closes a window, too. */
  fixture->window = GTK_WIDGET (heed_window_new (NULL, fixture->document, fixture->library, NULL));
}

static void
test_train_page_bad_data_is_reported (Fixture       *fixture,
                                      gconstpointer  n_epochs)
{
  HeedTraining *training;

  g_file_set_contents (fixture->toy.path, "a\tb\n", -1, NULL);
  training = g_object_ref (start (fixture));
  wait_until_over (training);
  g_object_unref (training);
  wait_for_frames (fixture->window, 2);

  g_assert_true (has_label (fixture->window, "expected at least 20 pairs, found 1"));
  g_assert_null (heed_train_page_get_training (fixture->page));
  g_assert_true (has_label (GTK_WIDGET (fixture->page), "Start"));
}

static char *
write_held_out (Fixture    *fixture,
                const char *lines)
{
  char *path = g_build_filename (fixture->toy.folder, "held-out.tsv", NULL);

  g_file_set_contents (path, lines, -1, NULL);
  heed_train_form_set_held_out_path (heed_train_page_get_form (fixture->page), path);

  return path;
}

static void
test_train_page_held_out_file_is_measured_with (Fixture       *fixture,
                                                gconstpointer  n_epochs)
{
  g_autofree char *path = write_held_out (fixture, "a b c\ta b c\nf e d c\tf e d c\n");
  HeedTraining *training = start (fixture);
  const HeedTrainingStatus *status;

  wait_until_over (training);
  wait_for_frames (fixture->window, 2);
  status = heed_training_get_status (training);

  g_assert_no_error (status->error);
  g_assert_cmpuint (status->n_train, ==, N_PAIRS);
  g_assert_cmpuint (status->check->samples->len, ==, 2);
  g_assert_true (
    has_label (GTK_WIDGET (fixture->page), "2 pairs are held out, 400 are learned from."));
  g_assert_cmpstr (heed_training_get_probe (training), ==, "f e d c");
}

static gboolean
can_start (Fixture *fixture)
{
  GtkWidget *button = find_labelled (GTK_WIDGET (fixture->page), "Start");

  return gtk_widget_get_sensitive (gtk_widget_get_ancestor (button, GTK_TYPE_BUTTON));
}

static void
test_train_page_bad_held_out_file_is_named (Fixture       *fixture,
                                            gconstpointer  n_epochs)
{
  g_autofree char *path = write_held_out (fixture, "no tab\n");

  g_assert_true (has_label (GTK_WIDGET (fixture->page),
                            "held-out.tsv: expected pairs, found none; line 1: one column"));
  g_assert_false (can_start (fixture));
  heed_train_form_set_held_out_path (heed_train_page_get_form (fixture->page), NULL);
  g_assert_true (can_start (fixture));

  /* The training file itself is refused, too. */
  heed_train_form_set_held_out_path (heed_train_page_get_form (fixture->page), fixture->toy.path);
  act (fixture, "train.start-or-pause");
  g_assert_true (has_label (
    fixture->window, "held-out pairs: expected another file than the one that is learned from"));
}

static void
test_train_page_starts_once_there_is_data (Fixture       *fixture,
                                           gconstpointer  n_epochs)
{
  HeedTrainForm *form = heed_train_page_get_form (fixture->page);
  g_autofree char *few = g_build_filename (fixture->toy.folder, "few.csv", NULL);

  g_assert_true (can_start (fixture));
  heed_train_form_set_path (form, NULL);
  g_assert_false (can_start (fixture));

  g_file_set_contents (few, "a,b\nc,d\n\"e,f\n", -1, NULL);
  heed_train_form_set_path (form, few);
  g_assert_false (can_start (fixture));
  g_assert_true (has_label (GTK_WIDGET (fixture->page),
                            "few.csv: expected at least 20 pairs, found 2; line 3: a quote"));

  heed_train_form_set_task (form, "reverse");
  g_assert_true (can_start (fixture));
}

static void
test_train_page_wrong_numbers_are_said_to_be_wrong (Fixture       *fixture,
                                                    gconstpointer  n_epochs)
{
  heed_train_form_set_mechanism (heed_train_page_get_form (fixture->page), "multi-head");
  heed_train_form_set_hyper (heed_train_page_get_form (fixture->page), HEED_HYPER_HEADS, 3);
  act (fixture, "train.start-or-pause");

  g_assert_null (heed_train_page_get_training (fixture->page));
  g_assert_true (has_label (fixture->window,
                            "heads: expected a number that divides the 16 hidden units, found 3"));
}

static void
assert_lost (Fixture *fixture)
{
  HeedFilmView *films = get_films (fixture);
  HeedTraining *training;

  loss_is_lost = TRUE;
  training = start (fixture);
  wait_until_over (training);
  wait_for_frames (fixture->window, 2);

  g_assert_error (heed_training_get_status (training)->error, HEED_ERROR, HEED_ERROR_NOT_FINITE);
  g_assert_true (has_label (fixture->window,
                            "The loss is no longer a number. A smaller learning rate may help."));
  g_assert_true (has_label (GTK_WIDGET (fixture->page), "failed"));

  /* Earlier frames can still be shown and saved. */
  g_assert_true (heed_training_can_save (training));
  heed_film_view_set_moment (films, 0.0);
  wait_for_frames (fixture->window, 2);
  g_assert_cmpuint (heed_film_view_get_snapshot (films, 0)->batch, ==, 0);
  assert_shows (fixture, HEED_HEAD_MEAN);
}

static void
test_train_page_lost_loss_is_explained_and_costs_nothing_else (Fixture       *fixture,
                                                               gconstpointer  n_epochs)
{
  HeedTraining *training;

  assert_lost (fixture);

  /* The next training is not affected. */
  loss_is_lost = FALSE;
  training = start (fixture);
  wait_until_over (training);
  wait_for_frames (fixture->window, 2);
  g_assert_cmpint (heed_training_get_state (training), ==, HEED_TRAINING_FINISHED);
  g_assert_true (get_matrix (fixture) ==
                 heed_snapshot_get_attention (heed_training_get_status (training)->snapshot,
                                              HEED_ATTENTIONS_DEFAULT_SITE));
}

static void
test_train_page_says_what_it_prepares (Fixture       *fixture,
                                       gconstpointer  n_epochs)
{
  GtkWidget *bar = find_widget (GTK_WIDGET (fixture->page), GTK_TYPE_PROGRESS_BAR);

  g_atomic_int_set (&preparation_waits, TRUE);
  start (fixture);
  while (!has_label (GTK_WIDGET (fixture->page), "finding which words belong together · "))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (has_label (GTK_WIDGET (fixture->page), "s left"));
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)), ==, 0.25);

  g_atomic_int_set (&preparation_waits, FALSE);
  wait_until_over (heed_train_page_get_training (fixture->page));
}

static double
find_y (GtkWidget *widget,
        GtkWidget *parent)
{
  double y;

  g_assert_true (gtk_widget_translate_coordinates (widget, parent, 0.0, 0.0, NULL, &y));

  return y;
}

/* Rows keep their order while trainings report and when a new one is added. */
static void
test_train_page_rows_stay_where_they_are (Fixture       *fixture,
                                          gconstpointer  n_epochs)
{
  HeedTraining *first = start (fixture);
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (get_list (fixture)));
  double y;

  wait_until_trained (first, 1);
  wait_for_frames (fixture->window, 2);
  y = find_y (row, fixture->window);
  for (guint batch = 2; batch < 40; batch += 10)
    {
      wait_until_trained (first, batch);
      wait_for_frames (fixture->window, 2);
      g_assert_cmpfloat (find_y (row, fixture->window), ==, y);
    }

  act (fixture, "train.stop");
  wait_until_over (first);
  wait_for_frames (fixture->window, 2);
  start (fixture);
  wait_for_frames (fixture->window, 2);
  g_assert_cmpfloat (find_y (row, fixture->window), ==, y);
  g_assert_true (gtk_widget_get_first_child (GTK_WIDGET (get_list (fixture))) == row);
}

static void
test_train_page_trainings_have_names_of_their_own (Fixture       *fixture,
                                                   gconstpointer  n_epochs)
{
  HeedTraining *training = start (fixture);
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (get_list (fixture)));
  GtkWidget *rename = find_widget (row, GTK_TYPE_MENU_BUTTON);
  GtkWidget *entry;

  wait_until_over (training);
  wait_for_frames (fixture->window, 2);
  gtk_menu_button_popup (GTK_MENU_BUTTON (rename));
  entry = gtk_popover_get_child (gtk_menu_button_get_popover (GTK_MENU_BUTTON (rename)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "toy, additive");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Monday");
  g_signal_emit_by_name (entry, "activate");

  g_assert_cmpstr (heed_training_get_name (training), ==, "Monday");
  g_assert_true (has_label (row, "Monday"));
  g_assert_cmpstr (heed_training_get_name (start (fixture)), ==, "toy, additive");
  wait_until_over (heed_train_page_get_training (fixture->page));
  g_assert_cmpstr (heed_training_get_name (start (fixture)), ==, "toy, additive (2)");
  heed_training_set_name (training, "  ");
  g_assert_cmpstr (heed_training_get_name (training), ==, "Monday");
}

static void
test_train_page_says_how_it_goes (Fixture       *fixture,
                                  gconstpointer  n_epochs)
{
  wait_until_over (start (fixture));
  wait_for_frames (fixture->window, 2);
  g_assert_true (has_label (GTK_WIDGET (fixture->page), "it goes from word to word."));

  heed_train_page_remove (fixture->page, heed_train_page_get_training (fixture->page));
  wait_for_frames (fixture->window, 2);
  g_assert_false (gtk_widget_get_mapped (
    find_labelled (GTK_WIDGET (fixture->page), "it goes from word to word.")));
}

static HeedTraining *
train (Fixture    *fixture,
       const char *task)
{
  HeedTrainForm *form = heed_train_page_get_form (fixture->page);
  HeedTraining *training;

  heed_train_form_set_task (form, task);
  heed_train_form_set_hyper (form, HEED_HYPER_PAIRS, 100);
  heed_train_form_set_hyper (form, HEED_HYPER_EMBEDDING, 4);
  heed_train_form_set_hyper (form, HEED_HYPER_WIDTH, 4);
  heed_train_form_set_hyper (form, HEED_HYPER_EPOCHS, 1);
  training = start (fixture);
  wait_until_over (training);
  wait_for_frames (fixture->window, 2);

  return training;
}

static void
test_train_page_a_probe_stays_with_its_task (Fixture       *fixture,
                                             gconstpointer  n_epochs)
{
  HeedFilmView *films = get_films (fixture);
  HeedTraining *training = train (fixture, "reverse");

  heed_film_view_set_probe (films, "abcd");
  wait_until_probed (training, "abcd");
  training = train (fixture, "reverse");
  g_assert_cmpstr (heed_training_get_probe (training), ==, "abcd");

  training = train (fixture, "copy");
  g_assert_cmpstr (heed_training_get_probe (training), !=, "abcd");
  g_assert_cmpstr (heed_film_view_get_probe (films), ==, heed_training_get_probe (training));
}

static void
test_train_page_film_plays (Fixture       *fixture,
                            gconstpointer  n_epochs)
{
  HeedFilmView *films = get_films (fixture);
  HeedFilmPlayer *player = HEED_FILM_PLAYER (find_widget (GTK_WIDGET (films),
                                                          HEED_TYPE_FILM_PLAYER));

  wait_until_over (start (fixture));
  wait_for_frames (fixture->window, 2);
  heed_film_player_set_speed (player, 4.0);
  heed_film_player_set_playing (player, TRUE);
  wait_for_frames (fixture->window, 2);
  g_assert_cmpfloat (heed_film_view_get_snapshot (films, 0)->epoch, <, 1.0);

  while (heed_film_player_is_playing (player))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (heed_film_view_get_snapshot (films, 0)->epoch, ==, 2.0);
}

#define ADD(name, n_epochs, test)                                                          \
  g_test_add ("/app/train-page/" name, Fixture, GUINT_TO_POINTER (n_epochs), set_up, test, \
              tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  ADD ("shows-the-attention-that-there-is", 2, test_train_page_shows_the_attention_that_there_is);
  ADD ("frames-and-batches-go-on-side-by-side", ENDLESS,
       test_train_page_frames_and_batches_go_on_side_by_side);
  ADD ("switching-and-typing-lose-nothing", ENDLESS,
       test_train_page_switching_and_typing_lose_nothing);
  ADD ("probe-is-looked-at-as-it-is-typed", ENDLESS,
       test_train_page_probe_is_looked_at_as_it_is_typed);
  ADD ("film-waits-until-typing-rests", 2, test_train_page_film_waits_until_typing_rests);
  ADD ("removed-training-is-let-go", 2, test_train_page_removed_training_is_let_go);
  ADD ("removing-asks-if-something-is-lost", ENDLESS,
       test_train_page_removing_asks_if_something_is_lost);
  ADD ("a-book-is-no-probe", 2, test_train_page_a_book_is_no_probe);
  ADD ("buttons-pause-go-on-and-stop", ENDLESS, test_train_page_buttons_pause_go_on_and_stop);
  ADD ("slider-goes-back-to-the-beginning", 3, test_train_page_slider_goes_back_to_the_beginning);
  ADD ("two-trainings-are-compared", 2, test_train_page_two_trainings_are_compared);
  ADD ("chosen-head-is-shown-in-the-whole-film", 2,
       test_train_page_chosen_head_is_shown_in_the_whole_film);
  ADD ("films-are-written", 2, test_train_page_films_are_written);
  ADD ("losses-are-written", 2, test_train_page_losses_are_written);
  ADD ("saved-model-opens-in-translate", 2, test_train_page_saved_model_opens_in_translate);
  ADD ("closing-asks-and-can-be-called-off", ENDLESS,
       test_train_page_closing_asks_and_can_be_called_off);
  ADD ("closing-without-saving-closes", ENDLESS, test_train_page_closing_without_saving_closes);
  ADD ("bad-data-is-reported", 2, test_train_page_bad_data_is_reported);
  ADD ("held-out-file-is-measured-with", 2, test_train_page_held_out_file_is_measured_with);
  ADD ("bad-held-out-file-is-named", 2, test_train_page_bad_held_out_file_is_named);
  ADD ("says-what-it-prepares", 2, test_train_page_says_what_it_prepares);
  ADD ("rows-stay-where-they-are", ENDLESS, test_train_page_rows_stay_where_they_are);
  ADD ("trainings-have-names-of-their-own", 2, test_train_page_trainings_have_names_of_their_own);
  ADD ("says-how-it-goes", 30, test_train_page_says_how_it_goes);
  ADD ("a-probe-stays-with-its-task", 2, test_train_page_a_probe_stays_with_its_task);
  ADD ("film-plays", 2, test_train_page_film_plays);
  ADD ("starts-once-there-is-data", 2, test_train_page_starts_once_there_is_data);
  ADD ("lost-loss-is-explained-and-costs-nothing-else", 3,
       test_train_page_lost_loss_is_explained_and_costs_nothing_else);
  ADD ("wrong-numbers-are-said-to-be-wrong", 2, test_train_page_wrong_numbers_are_said_to_be_wrong);

  return g_test_run ();
}
