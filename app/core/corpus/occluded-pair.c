/* occluded-pair.c — what each target token of a pair depends on, by removing its source tokens
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/occluded-pair.h"

/**
 * heed_occluded_pair_begin:
 * @self: a cleared one
 *
 * Thread: any; the pair belongs to it until it is cleared
 */
gboolean
heed_occluded_pair_begin (HeedOccludedPair     *self,
                          HeedModel            *model,
                          const HeedCorpusPair *texts)
{
  return heed_forced_session_begin (&self->forced, model, texts);
}

static gboolean
take_step (HeedOccludedPair *self)
{
  g_autoptr(HeedStep) step = heed_forced_session_step (&self->forced);

  return step != NULL;
}

/**
 * heed_occluded_pair_work:
 * @self: one that was begun
 *
 * Cost: a step, or all steps again
 *
 * Returns: whether there is more to do
 */
gboolean
heed_occluded_pair_work (HeedOccludedPair *self)
{
  const HeedEvidenceWish wish = { .kind = HEED_EVIDENCE_OCCLUSION };

  if (!heed_forced_session_is_done (&self->forced))
    return take_step (self);

  if (self->evidence == NULL)
    {
      self->evidence = heed_evidence_new (self->forced.session, &wish, NULL);
      return self->evidence != NULL;
    }

  return heed_evidence_work (self->evidence);
}

HeedMatrix *
heed_occluded_pair_dup_evidence (HeedOccludedPair *self)
{
  return self->evidence != NULL ? heed_evidence_dup_matrix (self->evidence, NULL) : NULL;
}

void
heed_occluded_pair_clear (HeedOccludedPair *self)
{
  g_clear_pointer (&self->evidence, heed_evidence_free);
  heed_forced_session_clear (&self->forced);
}
