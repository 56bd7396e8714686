/* attention-card.c — the weights of one row of an attention, with the arithmetic behind them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When pieces are merged into words, the list shows words too, with the weights of the heatmap. The
 * model does not compute those, so the arithmetic is that of one query piece and one key piece:
 * both can be chosen, and both are named.
 */

#include "ui/attention-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/arithmetic-rows.h"
#include "ui/attention-equations.h"
#include "ui/formula.h"
#include "ui/number-format.h"
#include "ui/piece-buttons.h"
#include "ui/score-formula.h"
#include "ui/source-weights.h"
#include "ui/token-label.h"
#include "ui/weight-order.h"

#define TEMPLATE "/org/heed/Heed/ui/attention-card.ui"

/**
 * HeedAttentionCard:
 *
 * Shows the equations, the weights, and every number on the way to one of the weights.
 *
 * ## Keyboard
 *
 * As in [class@Heed.SourceWeights] and [class@Heed.PieceButtons].
 *
 * ## CSS nodes
 *
 * One node named `attentioncard`; a box in it has the class `card`.
 *
 * ## Accessibility
 *
 * A group labelled by its headline.
 */
struct _HeedAttentionCard
{
  GtkWidget           parent_instance;

  GtkWidget          *box;
  GtkWidget          *headline;
  GtkWidget          *subline;
  HeedPieceButtons   *row_pieces;
  HeedFormula        *formula;
  GtkWidget          *remark;
  HeedSourceWeights  *sources;
  GtkWidget          *picture_note;
  GtkWidget          *rule;
  HeedPieceButtons   *key_pieces;
  GtkWidget          *softmax;
  GtkWidget          *expander;
  GtkWidget          *expander_title;
  HeedArithmeticRows *rows;

  HeedScoreKind       score_kind;
  HeedScoreVariation  score_variation;
  HeedAttentionSite   site;          /* the site shown */
  HeedArithmetic     *arithmetic;    /* may be of an earlier row or site; or NULL */
  char              **key_labels;    /* NULL-terminated; or NULL */
  HeedRowWord        *word;          /* NULL if tokens are shown */

  float              *weights;       /* n_keys; NULL without attention */
  float              *scores;        /* n_keys; NULL if not known */
  guint               n_keys;
  int                 query;         /* the row shown; -1: none */
  int                 selected;      /* a key; -1: the heaviest */
};

enum {
  SIGNAL_KEY_CHOSEN,
  SIGNAL_QUERY_CHOSEN,
  SIGNAL_POINTED_AT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedAttentionCard, heed_attention_card, GTK_TYPE_WIDGET)

/* --- What is known --- */

/* Whether the arithmetic belongs to this site. The step does not matter: the equations
 * are the same at every step. */
static gboolean
has_equations (HeedAttentionCard *self)
{
  return self->arithmetic != NULL && self->arithmetic->site.kind == self->site.kind &&
         self->arithmetic->site.layer == self->site.layer &&
         self->arithmetic->site.head == self->site.head;
}

/* Whether the weights are a mean over several heads, which no head computes itself. With a single
 * head the mean is that head; the arithmetic then has an equation for the score. */
static gboolean
is_mean (HeedAttentionCard *self)
{
  if (self->site.head != HEED_HEAD_MEAN || !heed_score_get_info (self->score_kind)->has_heads)
    return FALSE;

  return !has_equations (self) || *self->arithmetic->equations[HEED_STAGE_SCORE] == '\0';
}

/* A mean over heads has weights, but no score. */
static const float *
get_scores (HeedAttentionCard *self)
{
  return is_mean (self) ? NULL : self->scores;
}

/* Whether the list shows words instead of tokens. */
static gboolean
has_columns (HeedAttentionCard *self)
{
  return self->word != NULL && self->word->n_columns > 0;
}

/* The index in the list (of a word or of a token) that contains a key. */
static int
find_listed (HeedAttentionCard *self,
             int                key)
{
  return has_columns (self) ? heed_row_word_find_column (self->word, key) : key;
}

/* The piece of the row's word whose arithmetic is shown; NULL if there is no word. */
static const char *
get_row_piece (HeedAttentionCard *self)
{
  int piece = self->word != NULL ? self->query - (int) self->word->first : -1;

  return piece >= 0 && piece < (int) self->word->n_pieces ? self->word->pieces[piece] : NULL;
}

/* Whether the listed weight is one the model computed: one query token and one key token. */
static gboolean
is_one_token (HeedAttentionCard *self)
{
  guint listed = heed_source_weights_get_selected (self->sources);

  return (self->word == NULL || self->word->n_pieces == 1) &&
         (!has_columns (self) || heed_row_word_has_one_key (self->word, listed));
}

/* --- Where it looks --- */

static void
show_subline (HeedAttentionCard *self)
{
  guint heaviest = heed_source_weights_get_heaviest (self->sources);
  const float *weights = has_columns (self) ? self->word->weights : self->weights;
  guint n_weights = has_columns (self) ? self->word->n_columns : self->n_keys;
  g_autofree char *entropy = heed_number_format_bits (heed_weight_entropy (weights, n_weights));
  g_autofree char *text = NULL;

  /* Translators: the first is a word of the source, the second an entropy such as "0.71 bits". */
  text = g_strdup_printf (_("looks mostly at “%s” · entropy %s"),
                          heed_source_weights_get_label (self->sources, heaviest), entropy);
  gtk_label_set_text (GTK_LABEL (self->subline), text);
}

static void
show_labels (HeedAttentionCard *self)
{
  gboolean is_target = self->site.kind == HEED_ATTENTION_DECODER_SELF;
  char **labels = has_columns (self) ? self->word->columns : self->key_labels;

  heed_source_weights_set_labels (self->sources, is_target ? _("target") : _("source"),
                                  (const char *const *) labels,
                                  labels != NULL ? g_strv_length (labels) : 0);
}

static void
show_weights (HeedAttentionCard *self)
{
  g_autofree float *scores = NULL;

  if (self->weights == NULL || !has_columns (self))
    {
      heed_source_weights_set_weights (self->sources, self->weights, get_scores (self),
                                       self->n_keys);
      return;
    }

  scores = heed_row_word_pick_scores (self->word, get_scores (self), self->n_keys);
  heed_source_weights_set_weights (self->sources, self->word->weights, scores,
                                   self->word->n_columns);
}

static void
show_hidden (HeedAttentionCard *self)
{
  const guint8 *hidden = self->arithmetic->hidden;
  g_autofree guint8 *words = NULL;

  if (!has_equations (self) || (int) self->arithmetic->query != self->query ||
      self->arithmetic->n_keys != self->n_keys)
    return;

  if (has_columns (self))
    hidden = words = heed_row_word_pick_hidden (self->word, hidden, self->n_keys);
  heed_source_weights_set_hidden (self->sources, hidden);
}

/* --- One weight of it --- */

static HeedChanged
get_changed (HeedAttentionCard *self)
{
  return self->arithmetic != NULL ? self->arithmetic->changed : HEED_CHANGED_NOTHING;
}

static void
show_softmax (HeedAttentionCard *self)
{
  g_autofree char *markup = NULL;
  gboolean is_shown = self->weights != NULL && get_scores (self) != NULL && is_one_token (self);

  gtk_widget_set_visible (self->softmax, is_shown);

  if (!is_shown)
    return;

  markup = heed_score_formula_new_softmax (self->scores, self->weights, self->n_keys,
                                           heed_attention_card_get_written (self),
                                           get_changed (self));
  gtk_label_set_markup (GTK_LABEL (self->softmax), markup);
}

static void
show_row_pieces (HeedAttentionCard *self)
{
  if (self->word == NULL)
    heed_piece_buttons_set_word (self->row_pieces, NULL, NULL, 0, 0);
  else
    heed_piece_buttons_set_word (self->row_pieces, self->word->label,
                                 (const char *const *) self->word->pieces, self->word->n_pieces,
                                 (guint) self->query - self->word->first);
}

static void
show_key_pieces (HeedAttentionCard *self)
{
  guint column = heed_source_weights_get_selected (self->sources);
  guint n_labels = self->key_labels != NULL ? g_strv_length (self->key_labels) : 0;
  guint start, n_pieces;

  if (self->weights == NULL || !has_columns (self) || column >= self->word->n_columns ||
      self->word->starts[column + 1] > n_labels)
    {
      heed_piece_buttons_set_word (self->key_pieces, NULL, NULL, 0, 0);
      return;
    }

  start = self->word->starts[column];
  n_pieces = self->word->starts[column + 1] - start;
  heed_piece_buttons_set_word (self->key_pieces, self->word->columns[column],
                               (const char *const *) self->key_labels + start, n_pieces,
                               heed_attention_card_get_written (self) - start);
}

static void
show_expander_title (HeedAttentionCard *self)
{
  guint written = heed_attention_card_get_written (self);
  const char *row = get_row_piece (self);
  g_autofree char *text = NULL;

  if (is_one_token (self) || row == NULL)
    text = g_strdup (_("Every number on the way"));
  else
    /* Translators: pieces of words: one of the row, and one that it looks at. */
    text = g_strdup_printf (_("Every number on the way from “%s” to “%s”"), row,
                            heed_attention_card_get_key_label (self, written));

  gtk_label_set_text (GTK_LABEL (self->expander_title), text);
}

/* Updates everything that depends on the chosen pieces. */
static void
show_pieces (HeedAttentionCard *self)
{
  gboolean is_merged = self->word != NULL && heed_row_word_is_merged (self->word);

  show_row_pieces (self);
  show_key_pieces (self);
  show_softmax (self);
  show_expander_title (self);
  gtk_widget_set_visible (self->rule, is_merged && self->weights != NULL);
}

static void
show_attention (HeedAttentionCard *self)
{
  show_labels (self);
  show_weights (self);
  heed_source_weights_set_selected (self->sources, find_listed (self, self->selected));
  gtk_widget_set_visible (self->subline, self->weights != NULL);
  if (self->weights != NULL)
    show_subline (self);
  show_pieces (self);
}

/* --- The arithmetic of it --- */

static void
show_remark (HeedAttentionCard *self)
{
  HeedChanged changed = get_changed (self);
  const char *remark =
    heed_attention_equations_get_remark (self->score_kind, is_mean (self), changed);

  gtk_label_set_text (GTK_LABEL (self->remark), remark != NULL ? remark : "");
  gtk_widget_set_visible (self->remark, remark != NULL);
}

/* The rows are dimmed while they still show the numbers of another step or token. */
static void
show_whether_current (HeedAttentionCard *self)
{
  gtk_widget_set_opacity (GTK_WIDGET (self->rows),
                          heed_attention_card_is_current (self) ? 1.0 : 0.5);
}

static void
show_arithmetic (HeedAttentionCard *self)
{
  HeedArithmetic *arithmetic = heed_attention_card_get_arithmetic (self);
  g_autofree char *equations =
    arithmetic != NULL ? heed_attention_equations_new (arithmetic) : NULL;

  if (equations == NULL && !is_mean (self))
    equations = heed_score_formula_new (self->score_kind, self->score_variation, self->site.kind);
  if (equations == NULL)
    equations = g_strdup ("");

  heed_formula_set_equation (self->formula, equations);
  heed_formula_set_arithmetic (self->formula, arithmetic);
  gtk_widget_set_visible (GTK_WIDGET (self->formula), *equations != '\0');
  heed_arithmetic_rows_set_arithmetic (self->rows, arithmetic);
  gtk_widget_set_visible (self->expander, arithmetic != NULL && self->weights != NULL);
  show_remark (self);
  show_whether_current (self);
}

/* --- Signals --- */

static void
pointed_at_cb (HeedAttentionCard *self,
               int                quantity)
{
  g_signal_emit (self, signals[SIGNAL_POINTED_AT], 0, quantity);
}

static void
source_activated_cb (HeedAttentionCard *self,
                     guint              listed)
{
  guint key = has_columns (self)
              ? heed_row_word_pick_key (self->word, listed, self->weights, self->n_keys) : listed;

  g_signal_emit (self, signals[SIGNAL_KEY_CHOSEN], 0, key);
}

static void
row_piece_chosen_cb (HeedAttentionCard *self,
                     guint              piece)
{
  g_return_if_fail (self->word != NULL);

  g_signal_emit (self, signals[SIGNAL_QUERY_CHOSEN], 0, self->word->first + piece);
}

static void
key_piece_chosen_cb (HeedAttentionCard *self,
                     guint              piece)
{
  guint column = heed_source_weights_get_selected (self->sources);

  g_return_if_fail (has_columns (self) && column < self->word->n_columns);

  g_signal_emit (self, signals[SIGNAL_KEY_CHOSEN], 0, self->word->starts[column] + piece);
}

/* --- The object --- */

static void
clear_row (HeedAttentionCard *self)
{
  g_clear_pointer (&self->weights, g_free);
  g_clear_pointer (&self->scores, g_free);
  self->n_keys = 0;
}

static void
heed_attention_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HEED_TYPE_ATTENTION_CARD);

  G_OBJECT_CLASS (heed_attention_card_parent_class)->dispose (object);
}

static void
heed_attention_card_finalize (GObject *object)
{
  HeedAttentionCard *self = HEED_ATTENTION_CARD (object);

  clear_row (self);
  g_clear_pointer (&self->key_labels, g_strfreev);
  g_clear_pointer (&self->word, heed_row_word_free);
  g_clear_pointer (&self->arithmetic, heed_arithmetic_unref);

  G_OBJECT_CLASS (heed_attention_card_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (HEED_TYPE_ARITHMETIC_ROWS);
  g_type_ensure (HEED_TYPE_FORMULA);
  g_type_ensure (HEED_TYPE_PIECE_BUTTONS);
  g_type_ensure (HEED_TYPE_SOURCE_WEIGHTS);

  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, box);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, headline);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, subline);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, row_pieces);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, formula);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, remark);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, sources);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, picture_note);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, rule);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, key_pieces);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, softmax);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, expander);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, expander_title);
  gtk_widget_class_bind_template_child (widget_class, HeedAttentionCard, rows);
  gtk_widget_class_bind_template_callback (widget_class, pointed_at_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_piece_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_piece_chosen_cb);
}

static guint
add_signal (const char *name,
            GType       type)
{
  return g_signal_new (name, HEED_TYPE_ATTENTION_CARD, G_SIGNAL_RUN_LAST,
                       0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, type);
}

static void
heed_attention_card_class_init (HeedAttentionCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_attention_card_dispose;
  object_class->finalize = heed_attention_card_finalize;

  /**
   * HeedAttentionCard::key-chosen:
   * @key: index of the chosen key token, from 0
   */
  signals[SIGNAL_KEY_CHOSEN] = add_signal ("key-chosen", G_TYPE_UINT);

  /**
   * HeedAttentionCard::query-chosen:
   * @query: the row of the chosen piece, which belongs to the same word
   */
  signals[SIGNAL_QUERY_CHOSEN] = add_signal ("query-chosen", G_TYPE_UINT);

  /**
   * HeedAttentionCard::pointed-at:
   * @quantity: index into the quantities of the arithmetic; -1 is none
   */
  signals[SIGNAL_POINTED_AT] = add_signal ("pointed-at", G_TYPE_INT);

  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "attentioncard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_attention_card_init (HeedAttentionCard *self)
{
  self->selected = -1;
  self->query = -1;

  gtk_widget_init_template (GTK_WIDGET (self));
  show_attention (self);
  show_arithmetic (self);
}

void
heed_attention_card_set_score (HeedAttentionCard  *self,
                               HeedScoreKind       score_kind,
                               HeedScoreVariation  variation)
{
  g_return_if_fail (HEED_IS_ATTENTION_CARD (self));

  self->score_kind = score_kind;
  self->score_variation = variation;
  show_arithmetic (self);
}

gboolean
heed_attention_card_set_site (HeedAttentionCard *self,
                              HeedAttentionSite  site)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CARD (self), FALSE);

  if (self->site.kind == site.kind && self->site.layer == site.layer &&
      self->site.head == site.head)
    return FALSE;

  self->site = site;
  show_labels (self);
  show_arithmetic (self);

  return TRUE;
}

HeedAttentionSite
heed_attention_card_get_site (HeedAttentionCard *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CARD (self), ((HeedAttentionSite) { 0 }));

  return self->site;
}

/* Setting the same tokens again costs next to nothing. */
void
heed_attention_card_set_keys (HeedAttentionCard *self,
                              const HeedToken   *tokens,
                              guint              n_tokens)
{
  g_auto(GStrv) labels = NULL;

  g_return_if_fail (HEED_IS_ATTENTION_CARD (self));

  labels = heed_token_label_new_list (tokens, n_tokens);

  if (self->key_labels != NULL &&
      g_strv_equal ((const char *const *) labels, (const char *const *) self->key_labels))
    return;

  g_strfreev (self->key_labels);
  self->key_labels = g_steal_pointer (&labels);
  show_attention (self);
}

const char *
heed_attention_card_get_key_label (HeedAttentionCard *self,
                                   guint              key)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CARD (self), NULL);

  if (self->key_labels == NULL || key >= g_strv_length (self->key_labels))
    return "?";

  return self->key_labels[key];
}

void
heed_attention_card_set_row (HeedAttentionCard *self,
                             int                query,
                             const float       *weights,
                             const float       *scores,
                             guint              n_keys)
{
  g_return_if_fail (HEED_IS_ATTENTION_CARD (self));

  clear_row (self);
  self->query = query;
  if (weights != NULL && n_keys > 0)
    {
      self->n_keys = n_keys;
      self->weights = g_memdup2 (weights, n_keys * sizeof (float));
      self->scores = g_memdup2 (scores, n_keys * sizeof (float));
    }

  show_attention (self);
  show_arithmetic (self);
}

void
heed_attention_card_take_word (HeedAttentionCard *self,
                               HeedRowWord       *word)
{
  g_return_if_fail (HEED_IS_ATTENTION_CARD (self));

  g_clear_pointer (&self->word, heed_row_word_free);
  self->word = word;
}

const HeedRowWord *
heed_attention_card_get_word (HeedAttentionCard *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CARD (self), NULL);

  return self->word;
}

void
heed_attention_card_set_picture_note (HeedAttentionCard *self,
                                      const char        *text)
{
  g_return_if_fail (HEED_IS_ATTENTION_CARD (self));

  gtk_label_set_text (GTK_LABEL (self->picture_note), text != NULL ? text : "");
  gtk_widget_set_visible (self->picture_note, text != NULL);
}

void
heed_attention_card_set_headline (HeedAttentionCard *self,
                                  const char        *text)
{
  g_return_if_fail (HEED_IS_ATTENTION_CARD (self));

  gtk_label_set_text (GTK_LABEL (self->headline), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
heed_attention_card_set_arithmetic (HeedAttentionCard *self,
                                    HeedArithmetic    *arithmetic)
{
  HeedArithmetic *before;
  gboolean was_mean;

  g_return_if_fail (HEED_IS_ATTENTION_CARD (self));

  before = self->arithmetic;
  was_mean = is_mean (self);
  self->arithmetic = arithmetic != NULL ? heed_arithmetic_ref (arithmetic) : NULL;
  if (is_mean (self) != was_mean)
    show_attention (self);
  if (arithmetic != NULL)
    show_hidden (self);
  show_arithmetic (self);
  heed_arithmetic_unref (before);
}

HeedArithmetic *
heed_attention_card_get_arithmetic (HeedAttentionCard *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CARD (self), NULL);

  return has_equations (self) ? self->arithmetic : NULL;
}

gboolean
heed_attention_card_is_current (HeedAttentionCard *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CARD (self), FALSE);

  return has_equations (self) && (int) self->arithmetic->query == self->query &&
         (self->weights == NULL ||
          self->arithmetic->key == heed_attention_card_get_written (self));
}

void
heed_attention_card_set_selected (HeedAttentionCard *self,
                                  int                key)
{
  g_return_if_fail (HEED_IS_ATTENTION_CARD (self));

  self->selected = key;
  heed_source_weights_set_selected (self->sources, find_listed (self, key));
  show_pieces (self);
  show_whether_current (self);
}

guint
heed_attention_card_get_written (HeedAttentionCard *self)
{
  g_return_val_if_fail (HEED_IS_ATTENTION_CARD (self), 0);

  if (self->weights == NULL || !has_columns (self))
    return heed_source_weights_get_selected (self->sources);

  if (self->selected >= 0 && self->selected < (int) self->n_keys)
    return (guint) self->selected;

  return heed_row_word_pick_key (self->word, heed_source_weights_get_heaviest (self->sources),
                                 self->weights, self->n_keys);
}

void
heed_attention_card_light_up (HeedAttentionCard *self,
                              int                quantity)
{
  g_return_if_fail (HEED_IS_ATTENTION_CARD (self));

  heed_formula_light_up (self->formula, quantity);
  heed_arithmetic_rows_light_up (self->rows, quantity);
}
