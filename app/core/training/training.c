/* training.c — one training, as seen by the main thread
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nothing here blocks on the training. Its state is the last status that it sent,
 * which stays valid until a newer one arrives.
 */

#include "app/core/training/training.h"

#include "app/core/training/training-run.h"

/**
 * HeedTraining:
 *
 * A training with its plan, its status and its controls. It runs by itself until it is
 * over, and ends when the object is disposed.
 */
struct _HeedTraining
{
  GObject              parent_instance;

  HeedTrainingPlan    *plan;
  char                *name;
  char                *probe;   /* as set by the user; NULL for the training's own choice */
  HeedAttentionSite    site;
  char                *path;    /* where the model was saved last; or NULL */
  HeedModel           *saved;   /* that model; or NULL */
  HeedTrainingRun     *run;
  HeedTrainingStatus  *status;  /* never NULL */
};

enum {
  PROP_0,
  PROP_STATE,
  N_PROPS
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedTraining, heed_training, G_TYPE_OBJECT)

static void
status_cb (HeedTrainingStatus *status,
           gpointer            user_data)
{
  g_autoptr(HeedTraining) self = g_object_ref (user_data);
  HeedTrainingState before = self->status->state;

  g_clear_pointer (&self->status, heed_training_status_free);
  self->status = status;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  if (status->state != before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_training_dispose (GObject *object)
{
  HeedTraining *self = HEED_TRAINING (object);

  g_clear_pointer (&self->run, heed_training_run_free);

  G_OBJECT_CLASS (heed_training_parent_class)->dispose (object);
}

static void
heed_training_finalize (GObject *object)
{
  HeedTraining *self = HEED_TRAINING (object);

  g_clear_pointer (&self->plan, heed_training_plan_free);
  g_clear_pointer (&self->status, heed_training_status_free);
  g_clear_pointer (&self->saved, heed_model_unref);
  g_free (self->name);
  g_free (self->probe);
  g_free (self->path);

  G_OBJECT_CLASS (heed_training_parent_class)->finalize (object);
}

static void
heed_training_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, heed_training_get_state (HEED_TRAINING (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_training_class_init (HeedTrainingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_training_dispose;
  object_class->finalize = heed_training_finalize;
  object_class->get_property = heed_training_get_property;

  /**
   * HeedTraining:state:
   *
   * Whether the training runs, is paused, or is over.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, HEED_TYPE_TRAINING_STATE, HEED_TRAINING_PREPARING,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HeedTraining::changed:
   *
   * Emitted if there is a newer status, at most once per iteration of the main loop,
   * and if the displayed attention or the name changed, or the model was saved.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", HEED_TYPE_TRAINING, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
heed_training_init (HeedTraining *self)
{
  self->site = HEED_ATTENTIONS_DEFAULT_SITE;
  self->status = heed_training_status_new ();
}

/**
 * heed_training_new:
 * @plan: copied; must have passed heed_training_plan_check()
 * @probe: (nullable): the sentence to watch; %NULL chooses a held-out one
 *
 * Returns: (transfer full): a running training
 */
HeedTraining *
heed_training_new (const HeedTrainingPlan *plan,
                   const char             *probe)
{
  HeedTraining *self;

  g_return_val_if_fail (plan != NULL, NULL);

  self = g_object_new (HEED_TYPE_TRAINING, NULL);
  self->plan = heed_training_plan_copy (plan);
  self->name = heed_training_plan_dup_name (plan);
  self->probe = g_strdup (probe);
  self->run = heed_training_run_new (plan, probe, status_cb, self);

  return self;
}

const HeedTrainingPlan *
heed_training_get_plan (HeedTraining *self)
{
  g_return_val_if_fail (HEED_IS_TRAINING (self), NULL);

  return self->plan;
}

const char *
heed_training_get_name (HeedTraining *self)
{
  g_return_val_if_fail (HEED_IS_TRAINING (self), NULL);

  return self->name;
}

/**
 * heed_training_set_name:
 * @name: a name to display; an empty one changes nothing
 *
 * Emits #HeedTraining::changed.
 */
void
heed_training_set_name (HeedTraining *self,
                        const char   *name)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (HEED_IS_TRAINING (self));
  g_return_if_fail (name != NULL);

  stripped = g_strstrip (g_strdup (name));
  if (*stripped == '\0' || g_str_equal (stripped, self->name))
    return;

  g_free (self->name);
  self->name = g_steal_pointer (&stripped);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

HeedTrainingState
heed_training_get_state (HeedTraining *self)
{
  g_return_val_if_fail (HEED_IS_TRAINING (self), HEED_TRAINING_FAILED);

  return self->status->state;
}

/**
 * heed_training_get_status:
 *
 * Returns: (transfer none): the last status; valid until the next
 *   #HeedTraining::changed
 */
const HeedTrainingStatus *
heed_training_get_status (HeedTraining *self)
{
  g_return_val_if_fail (HEED_IS_TRAINING (self), NULL);

  return self->status;
}

gboolean
heed_training_is_over (HeedTraining *self)
{
  return heed_training_state_is_over (heed_training_get_state (self));
}

/**
 * heed_training_pause:
 *
 * Pauses after the current batch.
 */
void
heed_training_pause (HeedTraining *self)
{
  g_return_if_fail (HEED_IS_TRAINING (self));

  heed_training_run_order (self->run, HEED_ORDER_PAUSE);
}

void
heed_training_go_on (HeedTraining *self)
{
  g_return_if_fail (HEED_IS_TRAINING (self));

  heed_training_run_order (self->run, HEED_ORDER_TRAIN);
}

/**
 * heed_training_stop:
 *
 * Ends the training after the current batch. The model learned so far is kept.
 */
void
heed_training_stop (HeedTraining *self)
{
  g_return_if_fail (HEED_IS_TRAINING (self));

  heed_training_run_order (self->run, HEED_ORDER_STOP);
}

/**
 * heed_training_get_probe:
 *
 * Returns: (nullable): the sentence that is watched; %NULL until the data is read, if
 *   none was set
 */
const char *
heed_training_get_probe (HeedTraining *self)
{
  g_return_val_if_fail (HEED_IS_TRAINING (self), NULL);

  return self->probe != NULL ? self->probe : self->status->probe;
}

/**
 * heed_training_set_probe:
 * @sentence: the sentence to watch from now on
 *
 * Works even after the training is over. The film is remade for it, as far as the
 * models of its frames were kept.
 */
void
heed_training_set_probe (HeedTraining *self,
                         const char   *sentence)
{
  g_return_if_fail (HEED_IS_TRAINING (self));
  g_return_if_fail (sentence != NULL);

  if (g_strcmp0 (heed_training_get_probe (self), sentence) == 0)
    return;

  g_free (self->probe);
  self->probe = g_strdup (sentence);
  heed_training_run_set_probe (self->run, sentence);
}

HeedAttentionSite
heed_training_get_site (HeedTraining *self)
{
  g_return_val_if_fail (HEED_IS_TRAINING (self), HEED_ATTENTIONS_DEFAULT_SITE);

  return self->site;
}

/**
 * heed_training_set_site:
 * @site: the attention to show; if the model lacks it, the nearest one is shown
 *
 * Applies to the whole film, as far as that attention was kept.
 */
void
heed_training_set_site (HeedTraining      *self,
                        HeedAttentionSite  site)
{
  g_return_if_fail (HEED_IS_TRAINING (self));

  self->site = site;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- Saving -------------------------------------------------------------- */

typedef struct
{
  HeedModel *model;
  char      *path;
  char      *name;  /* its present name */
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  heed_model_unref (saving->model);
  g_free (saving->path);
  g_free (saving->name);
  g_free (saving);
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Saving *saving = data;
  const HeedSaveOptions options = { .name = saving->name };
  GError *error = NULL;

  if (heed_model_save_as (saving->model, saving->path, &options, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * heed_training_get_path:
 *
 * Returns: (nullable): the path where the model was saved last
 */
const char *
heed_training_get_path (HeedTraining *self)
{
  g_return_val_if_fail (HEED_IS_TRAINING (self), NULL);

  return self->path;
}

/**
 * heed_training_can_save:
 *
 * Returns: whether there is a model, and at least one batch was trained
 */
gboolean
heed_training_can_save (HeedTraining *self)
{
  g_return_val_if_fail (HEED_IS_TRAINING (self), FALSE);

  return self->status->model != NULL && self->status->report.batch > 0;
}

/**
 * heed_training_is_saved:
 *
 * Returns: whether the model of the last status has been saved
 */
gboolean
heed_training_is_saved (HeedTraining *self)
{
  g_return_val_if_fail (HEED_IS_TRAINING (self), FALSE);

  return self->saved != NULL && self->saved == self->status->model;
}

/**
 * heed_training_save_async:
 * @path: the file, which is written completely or not at all
 *
 * Saves the model that was kept last, which is never older than the last check;
 * training goes on meanwhile.
 */
void
heed_training_save_async (HeedTraining        *self,
                          const char          *path,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Saving *saving;

  g_return_if_fail (heed_training_can_save (self));
  g_return_if_fail (path != NULL);

  saving = g_new (Saving, 1);
  saving->model = heed_model_ref (self->status->model);
  saving->path = g_strdup (path);
  saving->name = g_strdup (self->name);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, heed_training_save_async);
  g_task_set_task_data (task, saving, free_saving);
  g_task_run_in_thread (task, save_thread);
}

/**
 * heed_training_save_finish:
 *
 * Errors: those of heed_model_save_as()
 */
gboolean
heed_training_save_finish (HeedTraining  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  Saving *saving;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  saving = g_task_get_task_data (G_TASK (result));
  g_free (self->path);
  self->path = g_strdup (saving->path);
  g_clear_pointer (&self->saved, heed_model_unref);
  self->saved = heed_model_ref (saving->model);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return TRUE;
}
