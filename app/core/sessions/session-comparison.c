/* session-comparison.c — what was compared, in a session file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/sessions/session-comparison.h"

HeedSessionComparison *
heed_session_comparison_new (void)
{
  HeedSessionComparison *comparison = g_new0 (HeedSessionComparison, 1);

  comparison->by = g_strdup ("models");
  comparison->n_sides = 2;
  for (guint i = 0; i < HEED_SESSION_MAX_SIDES; i++)
    comparison->sides[i].site.head = HEED_HEAD_MEAN;

  return comparison;
}

/**
 * heed_session_comparison_copy:
 * @comparison: (nullable): the comparison to copy
 *
 * Returns: (transfer full) (nullable): the copy
 */
HeedSessionComparison *
heed_session_comparison_copy (const HeedSessionComparison *comparison)
{
  HeedSessionComparison *copy;

  if (comparison == NULL)
    return NULL;

  copy = g_memdup2 (comparison, sizeof *comparison);
  copy->by = g_strdup (comparison->by);
  for (guint i = 0; i < HEED_SESSION_MAX_SIDES; i++)
    {
      heed_session_model_init_copy (&copy->sides[i].model, &comparison->sides[i].model);
      copy->sides[i].text = g_strdup (comparison->sides[i].text);
    }

  return copy;
}

void
heed_session_comparison_free (HeedSessionComparison *comparison)
{
  if (comparison == NULL)
    return;

  g_free (comparison->by);
  for (guint i = 0; i < HEED_SESSION_MAX_SIDES; i++)
    {
      heed_session_model_clear (&comparison->sides[i].model);
      g_free (comparison->sides[i].text);
    }
  g_free (comparison);
}

/* --- Writing --------------------------------------------------------------- */

static void
add_side (HeedJson              *list,
          const HeedSessionSide *side)
{
  HeedJson *object = heed_json_add_object (list);

  heed_session_set_model (object, &side->model);
  if (side->text != NULL)
    heed_json_set_text (object, "sentence", side->text);
  heed_session_site_set (object, side->site);
  heed_session_heads_set (object, side->heads);
}

void
heed_session_comparison_set (HeedJson                    *root,
                             const HeedSessionComparison *comparison)
{
  HeedJson *object, *list;

  if (comparison == NULL)
    return;

  object = heed_json_set_object (root, "comparison");
  heed_json_set_text (object, "by", comparison->by);
  heed_json_set_boolean (object, "same_target", comparison->has_same_target);
  heed_json_set_boolean (object, "difference", comparison->shows_difference);
  list = heed_json_set_list (object, "sides");
  for (guint i = 1; i < comparison->n_sides; i++)
    add_side (list, &comparison->sides[i]);
}

/* --- Reading --------------------------------------------------------------- */

static gboolean
read_side (const HeedJson   *object,
           HeedSessionSide  *side,
           GError          **error)
{
  return (heed_json_is_object (object) || heed_json_refuse (object, "an object", error)) &&
         heed_session_read_model (object, &side->model, error) &&
         heed_session_read_text (object, "sentence", &side->text, error) &&
         heed_session_site_read (object, &side->site, error) &&
         heed_session_heads_read (object, &side->heads, error);
}

static gboolean
read_sides (const HeedJson         *object,
            HeedSessionComparison  *comparison,
            GError                **error)
{
  const HeedJson *list = NULL;
  guint n_others;

  if (!heed_json_require (object, "sides", error) ||
      !heed_json_read_list (object, "sides", &list, error))
    return FALSE;

  n_others = heed_json_get_n (list);
  if (n_others < 1 || n_others >= HEED_SESSION_MAX_SIDES)
    return heed_json_refuse_field (object, "sides", "a list of one to three", error);

  comparison->n_sides = n_others + 1;
  for (guint i = 1; i < comparison->n_sides; i++)
    if (!read_side (heed_json_get_nth (list, i - 1), &comparison->sides[i], error))
      return FALSE;

  return TRUE;
}

gboolean
heed_session_comparison_read (const HeedJson         *root,
                              HeedSessionComparison **comparison,
                              GError                **error)
{
  static const char *const ways[] = { "models", "heads", "sentences", "changes", NULL };
  g_autoptr(HeedSessionComparison) read = heed_session_comparison_new ();
  const HeedJson *object = NULL;
  guint by = 0;

  if (!heed_json_read_object (root, "comparison", &object, error))
    return FALSE;

  if (object == NULL)
    return TRUE;

  if (!heed_json_read_choice (object, "by", ways, &by, error) ||
      !heed_json_read_boolean (object, "same_target", &read->has_same_target, error) ||
      !heed_json_read_boolean (object, "difference", &read->shows_difference, error) ||
      !read_sides (object, read, error))
    return FALSE;

  g_free (read->by);
  read->by = g_strdup (ways[by]);
  *comparison = g_steal_pointer (&read);

  return TRUE;
}
