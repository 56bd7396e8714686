/* piece-buttons.c — a row of buttons to choose one piece of a word
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/piece-buttons.h"

#include <glib/gi18n.h>

#include "ui/wrap-layout.h"

#define SPACING_PX 4

/**
 * HeedPieceButtons:
 *
 * Shows “pieces of “unhappy”: un | happy”, with a toggle button for each piece.
 *
 * ## Keyboard
 *
 * Each piece is a toggle button.
 *
 * ## CSS nodes
 *
 * One node named `piecebuttons`, with a label and buttons.
 *
 * ## Accessibility
 *
 * A group labelled by its caption; the button of the chosen piece is pressed.
 */
struct _HeedPieceButtons
{
  GtkWidget   parent_instance;

  GtkWidget  *caption;
  char       *word;
  GPtrArray  *buttons;     /* n_pieces of them, owned by the widget tree */
  guint       chosen;
  gboolean    is_filling;
};

enum {
  SIGNAL_PIECE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedPieceButtons, heed_piece_buttons, GTK_TYPE_WIDGET)

static void
show_chosen (HeedPieceButtons *self)
{
  self->is_filling = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i), i == self->chosen);
  self->is_filling = FALSE;
}

/* Undoes the toggle and emits the signal; its handler sets the chosen piece. Pressing the chosen
 * button again leaves it pressed. */
static void
toggled_cb (HeedPieceButtons *self,
            GtkToggleButton  *button)
{
  guint index;

  if (self->is_filling || !g_ptr_array_find (self->buttons, button, &index))
    return;

  show_chosen (self);
  g_signal_emit (self, signals[SIGNAL_PIECE_CHOSEN], 0, index);
}

static void
add_button (HeedPieceButtons *self,
            const char       *piece)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (piece);

  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  g_ptr_array_add (self->buttons, button);
}

static gboolean
has_pieces (HeedPieceButtons  *self,
            const char        *word,
            const char *const *pieces,
            guint              n_pieces)
{
  if (self->buttons->len != n_pieces || g_strcmp0 (self->word, word) != 0)
    return FALSE;

  for (guint i = 0; i < n_pieces; i++)
    if (g_strcmp0 (gtk_button_get_label (g_ptr_array_index (self->buttons, i)), pieces[i]) != 0)
      return FALSE;

  return TRUE;
}

static void
fill (HeedPieceButtons  *self,
      const char        *word,
      const char *const *pieces,
      guint              n_pieces)
{
  g_autofree char *caption = NULL;

  while (self->buttons->len > 0)
    gtk_widget_unparent (g_ptr_array_steal_index (self->buttons, self->buttons->len - 1));

  g_free (self->word);
  self->word = g_strdup (word);
  /* Translators: a word; its pieces follow as buttons. */
  caption = g_strdup_printf (_("pieces of “%s”:"), word);
  gtk_label_set_text (GTK_LABEL (self->caption), caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, caption,
                                  -1);
  for (guint i = 0; i < n_pieces; i++)
    add_button (self, pieces[i]);
}

/**
 * heed_piece_buttons_set_word:
 * @word: the whole word
 * @pieces: (array length=n_pieces): the spellings of its pieces
 * @chosen: index of the chosen piece; n_pieces or more: none
 */
void
heed_piece_buttons_set_word (HeedPieceButtons  *self,
                             const char        *word,
                             const char *const *pieces,
                             guint              n_pieces,
                             guint              chosen)
{
  g_return_if_fail (HEED_IS_PIECE_BUTTONS (self));
  g_return_if_fail (n_pieces == 0 || (word != NULL && pieces != NULL));

  if (n_pieces < 2)
    n_pieces = 0;

  if (!has_pieces (self, n_pieces > 0 ? word : NULL, pieces, n_pieces) && n_pieces > 0)
    fill (self, word, pieces, n_pieces);

  self->chosen = chosen;
  show_chosen (self);
  gtk_widget_set_visible (GTK_WIDGET (self), n_pieces > 0);
}

/**
 * heed_piece_buttons_get_n_pieces:
 *
 * Returns: the number of pieces to choose from; 0 if hidden
 */
guint
heed_piece_buttons_get_n_pieces (HeedPieceButtons *self)
{
  g_return_val_if_fail (HEED_IS_PIECE_BUTTONS (self), 0);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? self->buttons->len : 0;
}

static void
heed_piece_buttons_dispose (GObject *object)
{
  HeedPieceButtons *self = HEED_PIECE_BUTTONS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_ptr_array_set_size (self->buttons, 0);

  G_OBJECT_CLASS (heed_piece_buttons_parent_class)->dispose (object);
}

static void
heed_piece_buttons_finalize (GObject *object)
{
  HeedPieceButtons *self = HEED_PIECE_BUTTONS (object);

  g_ptr_array_unref (self->buttons);
  g_free (self->word);

  G_OBJECT_CLASS (heed_piece_buttons_parent_class)->finalize (object);
}

static void
heed_piece_buttons_class_init (HeedPieceButtonsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_piece_buttons_dispose;
  object_class->finalize = heed_piece_buttons_finalize;

  /**
   * HeedPieceButtons::piece-chosen:
   * @piece: index of the piece, from 0
   */
  signals[SIGNAL_PIECE_CHOSEN] =
    g_signal_new ("piece-chosen", HEED_TYPE_PIECE_BUTTONS, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "piecebuttons");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_piece_buttons_init (HeedPieceButtons *self)
{
  self->buttons = g_ptr_array_new ();
  self->caption = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->caption, "muted");
  gtk_label_set_ellipsize (GTK_LABEL (self->caption), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->caption, GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), heed_wrap_layout_new (SPACING_PX, SPACING_PX));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
