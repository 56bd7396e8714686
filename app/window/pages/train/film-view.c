/* film-view.c — the films of one or two trainings for one sentence, with one slider
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The slider advances with the changes in the films (app/core/training/film-pace.c), at the same
 * epoch for both. At its end it stays there while a training runs, and displays the live
 * state.
 *
 * A typed sentence is kept only for trainings with the same data: a sentence for a model
 * of dates is meaningless to one that sorts.
 *
 * A film of another sentence takes a translation per frame, so the trainings get a
 * sentence only after a pause in typing.
 */

#include "app/window/pages/train/film-view.h"

#include "app/window/pages/parts/entry-limit.h"
#include "app/window/pages/train/film-pane.h"
#include "app/window/pages/train/film-player.h"

#define TEMPLATE "/org/heed/Heed/app/window/pages/train/film-view.ui"
#define N_PANES  2
#define N_STEPS  100.0
#define REST_MS  300     /* after the last key */

/* A film of a sentence of this length may take 130 MB with four layers. */
#define MAX_CHARS 200

/**
 * HeedFilmView:
 *
 * A probe sentence, one pane or two, and a slider.
 *
 * ## Keyboard
 *
 * Return in the probe applies it at once. On the slider Left and Right go back and
 * forth, Home to the beginning, End to the live state.
 *
 * ## CSS nodes
 *
 * One node named `filmview`.
 *
 * ## Accessibility
 *
 * A group; every part has a label of its own.
 */
struct _HeedFilmView
{
  GtkWidget         parent_instance;

  GtkWidget        *probe;
  GtkWidget        *stack;
  HeedFilmPane     *left;
  HeedFilmPane     *right;
  GtkAdjustment    *moment;         /* the position in the films, 0 to 1 */
  HeedFilmPlayer   *player;

  HeedFilmPace     *pace;           /* of the displayed films; or NULL */
  double            epoch;          /* the displayed one, unless live */
  gboolean          is_live;
  gboolean          is_typed;       /* the user chose the sentence, not the training */
  HeedTrainingPlan *typed_for;      /* with its data; NULL if before any training */
  gboolean          is_own_change;  /* the view itself changes its widgets */
  guint             resting;        /* timeout after typing; 0 if none */
};

enum {
  SIGNAL_MOMENT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedFilmView, heed_film_view, GTK_TYPE_WIDGET)

static HeedFilmPane *
get_pane (HeedFilmView *self,
          guint         i)
{
  return i == 0 ? self->left : self->right;
}

/* --- From the trainings to the widgets ----------------------------------- */

static double
find_last_epoch (HeedFilmView *self)
{
  double last = 0.0;

  for (guint i = 0; i < N_PANES; i++)
    if (heed_film_view_get_training (self, i) != NULL)
      last =
        MAX (last, heed_training_get_status (heed_film_view_get_training (self, i))->report.epoch);

  return last;
}

/* Computes the common pace of the displayed films. */
static void
find_pace (HeedFilmView *self)
{
  HeedReel list[N_PANES];
  HeedReels reels = { list, 0 };

  for (guint i = 0; i < N_PANES; i++)
    {
      HeedTraining *training = heed_film_view_get_training (self, i);
      GPtrArray *film = training != NULL ? heed_training_get_status (training)->film : NULL;

      if (film != NULL && film->len > 0)
        list[reels.n_reels++] =
          (HeedReel) { NULL, film, heed_training_get_site (training) };
    }

  g_clear_pointer (&self->pace, heed_film_pace_free);
  self->pace = heed_film_pace_new (&reels, find_last_epoch (self));
}

static void
show_scale (HeedFilmView *self)
{
  self->is_own_change = TRUE;
  gtk_adjustment_set_value (self->moment, self->is_live
                            ? 1.0 : heed_film_pace_get_place (self->pace, self->epoch));
  self->is_own_change = FALSE;
}

static void
show_panes (HeedFilmView *self)
{
  for (guint i = 0; i < N_PANES; i++)
    if (heed_film_view_get_training (self, i) != NULL)
      heed_film_pane_show (get_pane (self, i), self->is_live ? HEED_FILM_PANE_LIVE : self->epoch,
                           self->pace);
}

static void
write_probe (HeedFilmView *self,
             const char   *sentence)
{
  if (g_str_equal (sentence, heed_film_view_get_probe (self)) ||
      g_utf8_strlen (sentence, -1) > MAX_CHARS)
    return;

  self->is_own_change = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->probe), sentence);
  self->is_own_change = FALSE;
}

/* Displays the sentence that the training chose, if the user typed none. */
static void
show_probe (HeedFilmView *self)
{
  const char *probe = heed_training_get_probe (heed_film_view_get_training (self, 0));

  if (!self->is_typed && probe != NULL)
    write_probe (self, probe);
}

/**
 * heed_film_view_refresh:
 *
 * Updates the widgets after a training has changed; called at most once per frame.
 */
void
heed_film_view_refresh (HeedFilmView *self)
{
  g_return_if_fail (HEED_IS_FILM_VIEW (self));

  if (heed_film_view_get_training (self, 0) == NULL)
    return;

  find_pace (self);
  show_scale (self);
  show_panes (self);
  show_probe (self);
}

/* --- From the widgets to the trainings ----------------------------------- */

/* Sets the probe of the left training, and of the right one if it has the same data. */
static void
ask_all (HeedFilmView *self,
         const char   *sentence)
{
  HeedTraining *left = heed_film_view_get_training (self, 0);

  for (guint i = 0; i < N_PANES; i++)
    {
      HeedTraining *training = heed_film_view_get_training (self, i);

      if (training != NULL &&
          heed_training_plan_has_same_data (heed_training_get_plan (training),
                                            heed_training_get_plan (left)))
        heed_training_set_probe (training, sentence);
    }
}

/* Whether the user typed the sentence in the entry, for this data. */
static gboolean
is_typed_for (HeedFilmView           *self,
              const HeedTrainingPlan *plan)
{
  return self->is_typed && *heed_film_view_get_probe (self) != '\0' &&
         (self->typed_for == NULL || heed_training_plan_has_same_data (self->typed_for, plan));
}

static void
note_typed (HeedFilmView *self)
{
  HeedTraining *left = heed_film_view_get_training (self, 0);

  self->is_typed = TRUE;
  g_clear_pointer (&self->typed_for, heed_training_plan_free);
  if (left != NULL)
    self->typed_for = heed_training_plan_copy (heed_training_get_plan (left));
}

/* An empty entry keeps the last probe, since another sentence is about to be typed. */
static void
ask_about_probe (HeedFilmView *self)
{
  const char *probe = heed_film_view_get_probe (self);

  g_clear_handle_id (&self->resting, g_source_remove);
  if (*probe != '\0')
    ask_all (self, probe);
}

static gboolean
rested_cb (gpointer user_data)
{
  HeedFilmView *self = user_data;

  self->resting = 0;
  ask_about_probe (self);

  return G_SOURCE_REMOVE;
}

static void
probe_changed_cb (HeedFilmView *self)
{
  if (self->is_own_change)
    return;

  note_typed (self);
  g_clear_handle_id (&self->resting, g_source_remove);
  self->resting = g_timeout_add (REST_MS, rested_cb, self);
}

static void
probe_activated_cb (HeedFilmView *self)
{
  note_typed (self);
  ask_about_probe (self);
}

static void
moment_changed_cb (HeedFilmView *self)
{
  if (self->is_own_change)
    return;

  if (self->pace == NULL)
    return;

  self->is_live = gtk_adjustment_get_value (self->moment) >= 1.0;
  self->epoch = heed_film_pace_get_epoch (self->pace, gtk_adjustment_get_value (self->moment));
  show_panes (self);
  g_signal_emit (self, signals[SIGNAL_MOMENT_CHANGED], 0);
}

static void
position_chosen_cb (HeedFilmView *self,
                    double        position)
{
  gtk_adjustment_set_value (self->moment, position);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_film_view_dispose (GObject *object)
{
  HeedFilmView *self = HEED_FILM_VIEW (object);
  GtkWidget *child;

  self->is_own_change = TRUE;
  g_clear_handle_id (&self->resting, g_source_remove);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_pointer (&self->pace, heed_film_pace_free);
  g_clear_pointer (&self->typed_for, heed_training_plan_free);

  G_OBJECT_CLASS (heed_film_view_parent_class)->dispose (object);
}

static void
heed_film_view_class_init (HeedFilmViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_film_view_dispose;

  /**
   * HeedFilmView::moment-changed:
   *
   * The user chose another moment.
   */
  signals[SIGNAL_MOMENT_CHANGED] =
    g_signal_new ("moment-changed", HEED_TYPE_FILM_VIEW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (HEED_TYPE_FILM_PANE);
  g_type_ensure (HEED_TYPE_FILM_PLAYER);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmView, probe);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmView, stack);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmView, left);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmView, right);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmView, moment);
  gtk_widget_class_bind_template_child (widget_class, HeedFilmView, player);
  gtk_widget_class_bind_template_callback (widget_class, probe_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, probe_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, moment_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, position_chosen_cb);
  gtk_widget_class_set_css_name (widget_class, "filmview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_film_view_init (HeedFilmView *self)
{
  self->is_live = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  heed_entry_limit_install (GTK_EDITABLE (self->probe), MAX_CHARS);
  heed_film_player_set_adjustment (self->player, self->moment);
}

/* Drops a sentence typed for other data; one typed before any training belongs to the first. */
static void
take_probe_over (HeedFilmView *self,
                 HeedTraining *left)
{
  const HeedTrainingPlan *plan = left != NULL ? heed_training_get_plan (left) : NULL;

  if (plan == NULL)
    return;

  self->is_typed = is_typed_for (self, plan);
  g_clear_pointer (&self->typed_for, heed_training_plan_free);
  if (self->is_typed)
    self->typed_for = heed_training_plan_copy (plan);
  else
    write_probe (self, "");
}

/**
 * heed_film_view_set_trainings:
 * @left: (nullable): the film to show
 * @right: (nullable): one to compare it with
 *
 * Both get the sentence in the entry, or else the one of @left.
 */
void
heed_film_view_set_trainings (HeedFilmView *self,
                              HeedTraining *left,
                              HeedTraining *right)
{
  const char *probe;

  g_return_if_fail (HEED_IS_FILM_VIEW (self));
  g_return_if_fail (left != NULL || right == NULL);

  g_clear_handle_id (&self->resting, g_source_remove);
  heed_film_player_set_playing (self->player, FALSE);
  take_probe_over (self, left);

  heed_film_pane_set_training (self->left, left);
  heed_film_pane_set_training (self->right, right);
  heed_film_pane_set_named (self->left, right != NULL);
  heed_film_pane_set_named (self->right, right != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->right), right != NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), left != NULL ? "films" : "empty");
  self->is_live = TRUE;

  if (left == NULL)
    return;

  probe = self->is_typed ? heed_film_view_get_probe (self) : heed_training_get_probe (left);
  if (probe != NULL)
    ask_all (self, probe);

  heed_film_view_refresh (self);
}

/**
 * heed_film_view_get_training:
 * @i: 0 is the left one, 1 the right one
 *
 * Returns: (transfer none) (nullable): the training of that film
 */
HeedTraining *
heed_film_view_get_training (HeedFilmView *self,
                             guint         i)
{
  g_return_val_if_fail (HEED_IS_FILM_VIEW (self), NULL);
  g_return_val_if_fail (i < N_PANES, NULL);

  return heed_film_pane_get_training (get_pane (self, i));
}

/**
 * heed_film_view_get_wish:
 * @plan: the plan of a new training
 *
 * Returns: (nullable): the sentence that the user typed for such data; %NULL if there is
 *   none
 */
const char *
heed_film_view_get_wish (HeedFilmView           *self,
                         const HeedTrainingPlan *plan)
{
  g_return_val_if_fail (HEED_IS_FILM_VIEW (self), NULL);
  g_return_val_if_fail (plan != NULL, NULL);

  return is_typed_for (self, plan) ? heed_film_view_get_probe (self) : NULL;
}

const char *
heed_film_view_get_probe (HeedFilmView *self)
{
  g_return_val_if_fail (HEED_IS_FILM_VIEW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->probe));
}

void
heed_film_view_set_probe (HeedFilmView *self,
                          const char   *sentence)
{
  g_return_if_fail (HEED_IS_FILM_VIEW (self));
  g_return_if_fail (sentence != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->probe), sentence);
}

/**
 * heed_film_view_set_moment:
 * @epoch: from 0; the end and anything beyond it is live
 */
void
heed_film_view_set_moment (HeedFilmView *self,
                           double        epoch)
{
  g_return_if_fail (HEED_IS_FILM_VIEW (self));

  if (self->pace != NULL)
    gtk_adjustment_set_value (self->moment, heed_film_pace_get_place (self->pace, epoch));
}

/**
 * heed_film_view_get_snapshot:
 * @i: 0 is the left one, 1 the right one
 *
 * Returns: (transfer none) (nullable): the snapshot in its heatmap
 */
HeedSnapshot *
heed_film_view_get_snapshot (HeedFilmView *self,
                             guint         i)
{
  g_return_val_if_fail (HEED_IS_FILM_VIEW (self), NULL);
  g_return_val_if_fail (i < N_PANES, NULL);

  return heed_film_pane_get_snapshot (get_pane (self, i));
}
