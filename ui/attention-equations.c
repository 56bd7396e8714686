/* attention-equations.c — the equations of an attention, and the remark shown beside them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/attention-equations.h"

#include <glib/gi18n.h>

char *
heed_attention_equations_new (const HeedArithmetic *arithmetic)
{
  const char *score = arithmetic->equations[HEED_STAGE_SCORE];
  const char *weight = arithmetic->equations[HEED_STAGE_WEIGHT];
  gboolean has_both = *score != '\0' && *weight != '\0';

  return g_strconcat (score, has_both ? "\n" : "", weight, NULL);
}

const char *
heed_attention_equations_get_remark (HeedScoreKind score_kind,
                                     gboolean      is_mean,
                                     HeedChanged   changed)
{
  if (heed_score_get_info (score_kind)->equation == NULL)
    return _("No attention: the decoder knows the source only by the encoder’s last state.");

  if (is_mean)
    return _("A mean over heads has no score: each head has its own. Choose one to see it.");

  if ((changed & HEED_CHANGED_PINNED) != 0)
    return _("These weights were set by hand; they are not computed from the scores.");

  if ((changed & HEED_CHANGED_SILENCED) != 0)
    return _("This head was silenced by hand: its output is set to zero.");

  if ((changed & HEED_CHANGED_SHARPENED) != 0)
    return _("The scores were multiplied by γ, by hand.");

  if ((changed & HEED_CHANGED_HIDDEN) != 0)
    return _("Hidden tokens are left out of the sum.");

  return NULL;
}
