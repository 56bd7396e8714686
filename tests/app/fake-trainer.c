/* fake-trainer.c — the fake engine's stubs of training, beam search and forced tokens
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/heed.h"

HeedTrainer *
heed_trainer_new_telling (const char           *configuration,
                          const char           *base_folder,
                          HeedPreparationFunc   tell,
                          gpointer              user_data,
                          GCancellable         *cancellable,
                          GError              **error)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "trainer: expected an engine, found a fake");

  return NULL;
}

void
heed_trainer_free (HeedTrainer *trainer)
{
  g_assert_not_reached ();
}

gboolean
heed_trainer_is_finished (HeedTrainer *trainer)
{
  g_assert_not_reached ();
}

gboolean
heed_trainer_run_batch (HeedTrainer      *trainer,
                        HeedTrainReport  *report,
                        GError          **error)
{
  g_assert_not_reached ();
}

gboolean
heed_trainer_validate (HeedTrainer  *trainer,
                       double       *loss,
                       GError      **error)
{
  g_assert_not_reached ();
}

guint
heed_trainer_get_n_valid (HeedTrainer *trainer)
{
  g_assert_not_reached ();
}

void
heed_trainer_get_valid (HeedTrainer  *trainer,
                        guint         i,
                        const char  **source,
                        const char  **target)
{
  g_assert_not_reached ();
}

HeedModel *
heed_trainer_dup_model (HeedTrainer *trainer)
{
  g_assert_not_reached ();
}

gboolean
heed_model_save_as (HeedModel              *model,
                    const char             *path,
                    const HeedSaveOptions  *options,
                    GError                **error)
{
  g_assert_not_reached ();
}

guint32 *
heed_model_encode_target (HeedModel   *model,
                          const char  *text,
                          guint       *n_ids,
                          GError     **error)
{
  g_assert_not_reached ();
}

char *
heed_model_normalise_target (HeedModel  *model,
                             const char *text)
{
  g_assert_not_reached ();
}

char *
heed_model_decode_target (HeedModel     *model,
                          const guint32 *ids,
                          guint          n_ids)
{
  g_assert_not_reached ();
}

void
heed_session_set_max_length (HeedSession *session,
                             guint        max_length)
{
  g_assert_not_reached ();
}

char *
heed_session_dup_target (HeedSession *session)
{
  g_assert_not_reached ();
}

guint
heed_trainer_get_n_train (HeedTrainer *trainer)
{
  g_assert_not_reached ();
}

HeedModel *
heed_trainer_ref_model (HeedTrainer *trainer)
{
  g_assert_not_reached ();
}

guint32 *
heed_model_encode_source (HeedModel   *model,
                          const char  *text,
                          guint       *n_ids,
                          GError     **error)
{
  g_assert_not_reached ();
}

gboolean
heed_model_find_source_token (HeedModel  *model,
                              const char *token,
                              guint32    *id)
{
  g_assert_not_reached ();
}

gboolean
heed_model_find_target_token (HeedModel  *model,
                              const char *token,
                              guint32    *id)
{
  g_assert_not_reached ();
}

HeedSession *
heed_session_new_from_ids (HeedModel      *model,
                           const guint32  *ids,
                           guint           n_ids,
                           GError        **error)
{
  g_assert_not_reached ();
}

HeedStep *
heed_session_step_sampled (HeedSession                *session,
                           const HeedSamplingOptions  *options,
                           GError                    **error)
{
  g_assert_not_reached ();
}

HeedBeam *
heed_beam_new (HeedSession           *session,
               const HeedBeamOptions *options)
{
  g_assert_not_reached ();
}

gboolean
heed_beam_advance (HeedBeam  *beam,
                   GError   **error)
{
  g_assert_not_reached ();
}

gboolean
heed_beam_is_finished (HeedBeam *beam)
{
  g_assert_not_reached ();
}

HeedSession *
heed_beam_dup_best (HeedBeam *beam)
{
  g_assert_not_reached ();
}

HeedBeamTree *
heed_beam_dup_tree (HeedBeam *beam)
{
  g_assert_not_reached ();
}

HeedBeamTree *
heed_beam_tree_ref (HeedBeamTree *tree)
{
  g_assert_not_reached ();
}

void
heed_beam_tree_unref (HeedBeamTree *tree)
{
  g_assert_not_reached ();
}

void
heed_beam_free (HeedBeam *beam)
{
  g_assert_not_reached ();
}
