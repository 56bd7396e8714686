/* test-override.c — the backward pass through changed attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three heads of one query: the first has a pinned row, the second is sharpened and
 * may not look at a key, the third is silenced.
 */

#include <math.h>
#include <string.h>

#include "engine/layers/attention.h"
#include "engine/layers/multi-head.h"
#include "tests/engine/layer.h"

#define N_HEADS 3
#define N_KEYS  5
#define WIDTH   6

typedef struct {
  HeedTensor *inputs[5];  /* query, keys, values, pinned */
  gboolean    is_layer;   /* TRUE: a Transformer layer; FALSE: one of the scores */
} Changed;

static void
set_up (Changed       *changed,
        gconstpointer  is_layer)
{
  changed->is_layer = is_layer != NULL;
  changed->inputs[0] = layer_tensor_new ("query", 1, WIDTH, 1);
  changed->inputs[1] = layer_tensor_new ("keys", N_KEYS, WIDTH, 2);
  changed->inputs[2] = layer_tensor_new ("values", N_KEYS, WIDTH, 3);
  changed->inputs[3] = layer_tensor_new ("pinned", 1, N_KEYS, 4);
  changed->inputs[4] = NULL;
}

static void
tear_down (Changed       *changed,
           gconstpointer  is_layer)
{
  for (guint i = 0; i < 4; i++)
    layer_tensor_free (changed->inputs[i]);
}

/* Allocates from the tape's arena; valid until the tape begins again. */
static HeedAttentionOverride *
make_override (HeedTape *tape,
               Changed  *changed)
{
  static const guint8 masked[N_HEADS * N_KEYS] = { [N_KEYS + 2] = 1 };
  static const float factors[N_HEADS] = { 1.0f, 2.5f, 1.0f };
  static const guint8 silenced[N_HEADS] = { 0, 0, 1 };
  HeedArena *arena = heed_tape_get_arena (tape);
  HeedAttentionOverride *override = heed_arena_new_struct (arena, HeedAttentionOverride);
  float *pinned = heed_arena_floats (arena, N_HEADS * N_KEYS);

  for (guint i = 0; i < N_HEADS * N_KEYS; i++)
    pinned[i] = NAN;
  memcpy (pinned, changed->inputs[3]->values, N_KEYS * sizeof *pinned);
  *override = (HeedAttentionOverride) { N_KEYS, masked, pinned, factors, silenced, NULL };

  if (heed_tape_is_recording (tape))
    {
      changed->inputs[3]->gradient = heed_arena_floats (arena, N_HEADS * N_KEYS);
      memset (changed->inputs[3]->gradient, 0, N_HEADS * N_KEYS * sizeof (float));
      override->d_pinned = changed->inputs[3]->gradient;
    }

  return override;
}

static HeedTensor *
attend (HeedTape *tape,
        gpointer  user_data)
{
  Changed *changed = user_data;
  const HeedAttentionMemory memory = { changed->inputs[1], changed->inputs[2], NULL, N_KEYS, 1 };
  const HeedAttentionWeights weights = { .kind = HEED_SCORE_MULTI_HEAD, .n_heads = N_HEADS };
  const HeedMultiHead heads = { .n_heads = N_HEADS, .factor = 0.8f };
  HeedAttentionOverride *override = make_override (tape, changed);
  HeedSiteOverride *site = heed_arena_new_struct (heed_tape_get_arena (tape), HeedSiteOverride);

  *site = (HeedSiteOverride) { HEED_ATTENTION_CROSS, 0, override, 1 };

  return changed->is_layer
           ? heed_multi_head_attend (tape, &heads, &memory, changed->inputs[0], site).context
           : heed_attention_attend (tape, &weights, &memory, changed->inputs[0], override).context;
}

static void
test_override_slopes_are_those_of_what_was_changed (Changed       *changed,
                                                    gconstpointer  is_layer)
{
  assert_layer_gradients (attend, changed, changed->inputs);
}

/* The first head is pinned and the third is silenced, so the query has no gradient there. */
static void
test_override_nothing_flows_back_where_nothing_depends (Changed       *changed,
                                                        gconstpointer  is_layer)
{
  g_autoptr(HeedTape) tape = heed_tape_new ();
  HeedTensor *context;
  const float *d_query, *d_pinned;

  heed_tape_begin (tape, TRUE);
  context = attend (tape, changed);
  for (guint i = 0; i < WIDTH; i++)
    heed_tape_gradient (tape, context)[i] = 1.0f;
  heed_tape_backward (tape);

  d_query = changed->inputs[0]->gradient;
  d_pinned = changed->inputs[3]->gradient;
  for (guint i = 0; i < WIDTH; i++)
    if (i / 2 != 1)
      g_assert_cmpfloat (d_query[i], ==, 0.0f);
    else
      g_assert_cmpfloat (d_query[i], !=, 0.0f);

  for (guint s = N_KEYS; s < N_HEADS * N_KEYS; s++)
    g_assert_cmpfloat (d_pinned[s], ==, 0.0f);

  for (guint i = 0; i < 4; i++)
    changed->inputs[i]->gradient = NULL;
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *name;
    void      (*run) (Changed *changed, gconstpointer is_layer);
  } tests[] = {
    { "slopes-are-those-of-what-was-changed", test_override_slopes_are_those_of_what_was_changed },
    { "nothing-flows-back-where-nothing-depends",
      test_override_nothing_flows_back_where_nothing_depends },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *score = g_strdup_printf ("/engine/override/score/%s", tests[i].name);
      g_autofree char *layer = g_strdup_printf ("/engine/override/layer/%s", tests[i].name);

      g_test_add (score, Changed, NULL, set_up, tests[i].run, tear_down);
      g_test_add (layer, Changed, "layer", set_up, tests[i].run, tear_down);
    }

  return g_test_run ();
}
