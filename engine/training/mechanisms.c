/* mechanisms.c — the attention mechanisms that a training can use
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each score function in a recurrent model, and the Transformer with its multi-head
 * attention.
 */

#include "engine/heed.h"

#include <glib/gi18n.h>

#define N_MECHANISMS (HEED_N_SCORES + 1)

static const HeedMechanism transformer = {
  .name = "transformer",
  .title = N_("Transformer"),
  .label = N_("Transformer"),
  .help = N_("No recurrence: every layer attends, with several heads, to all tokens at once."),
  .score = HEED_SCORE_MULTI_HEAD,
  .is_transformer = TRUE,
  .has_heads = TRUE,
};

static gpointer
collect (gpointer user_data)
{
  static HeedMechanism mechanisms[N_MECHANISMS];

  for (guint kind = 0; kind < HEED_N_SCORES; kind++)
    {
      const HeedScoreInfo *score = heed_score_get_info (kind);

      mechanisms[kind] = (HeedMechanism) {
        .name = score->name,
        .title = score->title,
        .label = score->label,
        .help = score->help,
        .score = kind,
        .has_heads = score->has_heads,
      };
    }

  mechanisms[HEED_N_SCORES] = transformer;

  return mechanisms;
}

/**
 * heed_mechanisms_get:
 * @i: an index: first the scores in the order of #HeedScoreKind, then the Transformer
 *
 * Returns: (transfer none): valid for ever; %NULL if @i is past the last one
 */
const HeedMechanism *
heed_mechanisms_get (guint i)
{
  static GOnce once = G_ONCE_INIT;
  const HeedMechanism *mechanisms = g_once (&once, collect, NULL);

  return i < N_MECHANISMS ? &mechanisms[i] : NULL;
}

/**
 * heed_mechanisms_find:
 *
 * Returns: (transfer none): the mechanism of that name, or %NULL
 */
const HeedMechanism *
heed_mechanisms_find (const char *name)
{
  const HeedMechanism *mechanism;

  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; (mechanism = heed_mechanisms_get (i)) != NULL; i++)
    if (g_str_equal (mechanism->name, name))
      return mechanism;

  return NULL;
}
