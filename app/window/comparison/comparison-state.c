/* comparison-state.c — converting a comparison to its part of a session file, and back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first side is the session itself. When a state is restored, another side gets its
 * own model or sentence only where the sides differ in it; the rest follows the first side.
 */

#include "app/window/comparison/comparison-state.h"

#include "app/window/document/document-opening.h"

G_STATIC_ASSERT (HEED_COMPARISON_MAX == HEED_SESSION_MAX_SIDES);

static char *
dup_nick (HeedCompareBy by)
{
  g_autoptr(GEnumClass) names = g_type_class_ref (HEED_TYPE_COMPARE_BY);

  return g_strdup (g_enum_get_value (names, (int) by)->value_nick);
}

static HeedCompareBy
find_by (const char *nick)
{
  g_autoptr(GEnumClass) names = g_type_class_ref (HEED_TYPE_COMPARE_BY);
  const GEnumValue *value = g_enum_get_value_by_nick (names, nick);

  return value != NULL ? (HeedCompareBy) value->value : HEED_COMPARE_MODELS;
}

static void
take_side (HeedComparison  *comparison,
           guint            number,
           HeedSessionSide *side)
{
  HeedDocument *document = heed_comparison_get_side (comparison, number);
  HeedDocumentView *view = heed_document_get_view (document);

  side->model.path = g_strdup (heed_document_get_model_path (document));
  side->model.description = g_strdup (heed_document_get_model_description (document));
  if (heed_comparison_has_own_text (comparison, number))
    side->text = g_strdup (heed_document_get_text (document));
  side->site = heed_document_view_get_site (view);
  side->heads = heed_document_view_get_heads (view);
}

/**
 * heed_comparison_state_take:
 *
 * Returns: (transfer full): the present state of the comparison
 */
HeedSessionComparison *
heed_comparison_state_take (HeedComparison *comparison)
{
  HeedSessionComparison *state = heed_session_comparison_new ();

  g_free (state->by);
  state->by = dup_nick (heed_comparison_get_by (comparison));
  state->has_same_target = heed_comparison_get_same_target (comparison);
  state->shows_difference = heed_comparison_get_shows_difference (comparison);
  state->n_sides = heed_comparison_get_n_sides (comparison);
  for (guint i = 1; i < state->n_sides; i++)
    take_side (comparison, i, &state->sides[i]);

  return state;
}

/**
 * heed_comparison_state_set:
 * @paths: the path of each side's model, %NULL if unknown; the first one is not used
 *
 * Opens the models in the background, and sets the other properties of a side once its
 * model is open.
 */
void
heed_comparison_state_set (const HeedSessionComparison *state,
                           const char *const           *paths,
                           HeedComparison              *comparison)
{
  HeedCompareBy by = find_by (state->by);

  heed_comparison_set_by (comparison, by);
  heed_comparison_set_n_sides (comparison, state->n_sides);
  heed_comparison_set_shows_difference (comparison, state->shows_difference);

  for (guint i = 1; i < heed_comparison_get_n_sides (comparison); i++)
    {
      const HeedSessionSide *side = &state->sides[i];

      if (by == HEED_COMPARE_MODELS && paths[i] != NULL)
        heed_comparison_open_as (comparison, i, paths[i], side->model.description);
      heed_comparison_want (comparison, i, side->text, side->site, side->heads);
    }

  heed_comparison_set_same_target (comparison, state->has_same_target);
}
