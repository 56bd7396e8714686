/* steps.c — runs sessions and compares their steps
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/steps.h"

#include <string.h>

#include "tests/engine/compare.h"

HeedSession *
steps_start (HeedModel     *model,
             const guint32 *ids,
             guint          n_ids)
{
  g_autoptr(GError) error = NULL;
  HeedSession *session = heed_session_new_from_ids (model, ids, n_ids, &error);

  g_assert_no_error (error);

  return session;
}

HeedStep *
steps_take (HeedSession *session,
            guint        n_steps)
{
  for (guint i = 0; i < n_steps && !heed_session_is_finished (session); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(HeedStep) step = heed_session_step (session, &error);

      g_assert_no_error (error);
    }

  return heed_session_get_step (session, heed_session_get_n_steps (session) - 1);
}

HeedStep *
steps_force (HeedSession *session,
             guint32      token)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedStep) step = heed_session_step_forced (session, token, &error);

  g_assert_no_error (error);

  return heed_session_get_step (session, heed_session_get_n_steps (session) - 1);
}

const float *
steps_get_trace (const HeedStep *step,
                 const char     *name,
                 guint           layer,
                 guint          *n_values)
{
  for (guint i = 0; i < step->n_traces; i++)
    if (g_str_equal (step->traces[i].name, name) && step->traces[i].layer == layer)
      {
        *n_values = step->traces[i].n_values;
        return step->traces[i].values;
      }

  g_error ("expected a trace called %s in layer %u, found none", name, layer);
}

static void
assert_same_candidates (const HeedStep *found,
                        const HeedStep *expected)
{
  g_assert_cmpuint (found->n_candidates, ==, expected->n_candidates);

  for (guint i = 0; i < found->n_candidates; i++)
    {
      g_assert_cmpuint (found->candidates[i].token.id, ==, expected->candidates[i].token.id);
      g_assert_cmpfloat (found->candidates[i].log_prob, ==, expected->candidates[i].log_prob);
    }
}

static gboolean
add_heads (GArray            *sites,
           const HeedStep    *step,
           HeedAttentionKind  kind,
           int                layer)
{
  HeedAttentionSite site = { kind, layer, HEED_HEAD_MEAN };
  guint n_keys;

  for (; heed_step_attention (step, site, &n_keys) != NULL; site.head++)
    g_array_append_val (sites, site);

  return site.head != HEED_HEAD_MEAN;
}

GArray *
steps_list_sites (const HeedStep *step)
{
  static const HeedAttentionKind kinds[] = {
    HEED_ATTENTION_CROSS, HEED_ATTENTION_ENCODER_SELF, HEED_ATTENTION_DECODER_SELF
  };
  GArray *sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int layer = 0; add_heads (sites, step, kinds[i], layer);)
      layer++;

  return sites;
}

static void
assert_same_site (const HeedStep    *found,
                  const HeedStep    *expected,
                  HeedAttentionSite  site)
{
  guint n_found = 0, n_expected = 0;
  const float *attention = heed_step_attention (found, site, &n_found);
  const float *expected_attention = heed_step_attention (expected, site, &n_expected);

  g_assert_cmpuint (n_found, ==, n_expected);
  assert_same_floats (attention, expected_attention, n_found, "attention");
  assert_same_floats (heed_step_scores (found, site, &n_found),
                      heed_step_scores (expected, site, &n_expected), n_found, "scores");
}

static void
assert_same_attention (const HeedStep *found,
                       const HeedStep *expected)
{
  g_autoptr(GArray) found_sites = steps_list_sites (found);
  g_autoptr(GArray) sites = steps_list_sites (expected);

  g_assert_cmpuint (found_sites->len, ==, sites->len);
  for (guint i = 0; i < sites->len; i++)
    assert_same_site (found, expected, g_array_index (sites, HeedAttentionSite, i));
}

static void
assert_same_traces (const HeedStep *found,
                    const HeedStep *expected)
{
  g_assert_cmpuint (found->n_traces, ==, expected->n_traces);

  for (guint i = 0; i < found->n_traces; i++)
    {
      const HeedTrace *trace = &found->traces[i];

      g_assert_cmpstr (trace->name, ==, expected->traces[i].name);
      g_assert_cmpuint (trace->layer, ==, expected->traces[i].layer);
      g_assert_cmpuint (trace->n_values, ==, expected->traces[i].n_values);
      assert_same_floats (trace->values, expected->traces[i].values, trace->n_values, trace->name);
    }
}

void
assert_same_step (const HeedStep *found,
                  const HeedStep *expected)
{
  g_assert_cmpuint (found->position, ==, expected->position);
  g_assert_cmpuint (found->token.id, ==, expected->token.id);
  g_assert_cmpfloat (found->log_prob, ==, expected->log_prob);
  g_assert_cmpfloat (found->entropy, ==, expected->entropy);
  assert_same_candidates (found, expected);
  assert_same_attention (found, expected);
  assert_same_traces (found, expected);
}

void
assert_same_session (HeedSession *found,
                     HeedSession *expected)
{
  g_assert_cmpuint (heed_session_get_n_steps (found), ==, heed_session_get_n_steps (expected));

  for (guint t = 0; t < heed_session_get_n_steps (found); t++)
    assert_same_step (heed_session_get_step (found, t), heed_session_get_step (expected, t));
}
