/* verdict-words.c — describes an attention in one sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sentence states the finding of heed_attention_judge() with its number. A cause is
 * added only if known facts make it likely.
 */

#include "app/window/pages/parts/verdict-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/number-format.h"
#include "ui/token-label.h"

/* Above this fraction of the loss of guessing a model has learned little; below, it knows at least
 * which words are frequent. */
#define LITTLE_LEARNED 0.7

/* Above this fraction it is still learning which words follow which. */
#define WORDS_LEARNED 0.35

static gboolean
is_loss_above (const HeedVerdictScene *scene,
               double                  part)
{
  return isfinite (scene->loss) && scene->chance_loss > 0.0 &&
         scene->loss > part * scene->chance_loss;
}

/* Returns the cause, to follow a colon; NULL if unknown. */
static const char *
find_cause (const HeedAttentionVerdict *verdict,
            const HeedVerdictScene     *scene)
{
  gboolean is_cross = scene->kind == HEED_ATTENTION_CROSS;

  switch (verdict->kind)
    {
    case HEED_VERDICT_SPREAD:
    case HEED_VERDICT_SAME:
      if (is_loss_above (scene, LITTLE_LEARNED))
        return _("it has learned hardly anything yet");
      if (is_loss_above (scene, WORDS_LEARNED))
        return _("it has learned which words are frequent, but not yet where to look");
      return scene->is_mean ? _("heads that attend to different places cancel out in their mean")
                            : NULL;

    case HEED_VERDICT_STUCK:
      return scene->is_circling ? _("the translation goes in circles there") : NULL;

    case HEED_VERDICT_ON_SPECIAL:
      return scene->is_mean ? _("heads with nothing to look for rest there")
                            : _("a head with nothing to look for rests there");

    case HEED_VERDICT_SHIFTED:
      return is_cross && verdict->shift < 0
             ? _("it attends for the token just read, not for the one to be written") : NULL;

    case HEED_VERDICT_IN_ORDER:
    case HEED_VERDICT_REVERSED:
      return is_cross && scene->is_guided
             ? _("it was trained to attend where word links say (guided attention)") : NULL;

    case HEED_VERDICT_TOO_SHORT:
    case HEED_VERDICT_MIXED:
      break;
    }

  return NULL;
}

static char *
say_shift (const HeedAttentionVerdict *verdict,
           const char                 *share)
{
  if (verdict->shift < 0)
    return g_strdup_printf (
      _("Shifted by one: %s of the rows attend one token before their own position"), share);

  return g_strdup_printf (_("Shifted by one: %s of the rows attend one token after their own "
                            "position"),
                          share);
}

/* Returns the finding without a full stop. */
static char *
say (const HeedAttentionVerdict *verdict,
     const HeedVerdictScene     *scene)
{
  g_autofree char *label = heed_token_label_new (&scene->columns[verdict->column]);
  g_autofree char *share = heed_number_format_percent (verdict->evidence);
  g_autofree char *order = heed_number_format_correlation (verdict->evidence);

  switch (verdict->kind)
    {
    case HEED_VERDICT_TOO_SHORT:
      break;

    case HEED_VERDICT_MIXED:
      /* Translators: the number is a correlation */
      return g_strdup_printf (_("Follows no simple order (correlation %s)"), order);

    case HEED_VERDICT_IN_ORDER:
      return g_strdup_printf (scene->kind == HEED_ATTENTION_CROSS
                                ? _("Follows the order of the source (correlation %s)")
                                : _("Each token looks near itself (correlation %s)"),
                              order);

    case HEED_VERDICT_REVERSED:
      return g_strdup_printf (_("Goes through the source backwards (correlation %s)"), order);

    case HEED_VERDICT_SHIFTED:
      return say_shift (verdict, share);

    case HEED_VERDICT_STUCK:
      /* Translators: a token, a step, a percentage */
      return g_strdup_printf (_("Stuck on “%s” from step %u on, with %s of the attention"), label,
                              verdict->row + 1, share);

    case HEED_VERDICT_SAME:
      /* Translators: a token, and a percentage */
      return g_strdup_printf (
        _("The same at every step, most of it on “%s” (%s never moves)"), label, share);

    case HEED_VERDICT_SPREAD:
      return g_strdup_printf (_("Spread evenly, over %s of what it can see"), share);

    case HEED_VERDICT_ON_SPECIAL:
      /* Translators: a token such as the end of the sentence, and a percentage */
      return g_strdup_printf (_("Rests on “%s” with %s of the attention"), label, share);
    }

  return NULL;
}

/**
 * heed_verdict_words_new:
 *
 * Returns: (transfer full) (nullable): the sentence
 */
char *
heed_verdict_words_new (const HeedAttentionVerdict *verdict,
                        const HeedVerdictScene     *scene)
{
  g_autofree char *finding = NULL;
  const char *cause;

  if (verdict->kind == HEED_VERDICT_TOO_SHORT)
    return NULL;

  finding = say (verdict, scene);
  cause = find_cause (verdict, scene);

  if (cause == NULL)
    /* Translators: a whole sentence without its full stop */
    return g_strdup_printf (_("%s."), finding);

  /* Translators: what is seen, and why */
  return g_strdup_printf (_("%s: %s."), finding, cause);
}
