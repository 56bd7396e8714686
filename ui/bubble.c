/* bubble.c — a few words in a box beside the thing they describe
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GTK's own tooltips appear after a delay, one at a time, and only at the pointer. A readout must
 * follow pointer and keyboard immediately, so the widget draws it itself.
 */

#include "ui/bubble.h"

#include "ui/shapes.h"
#include "ui/token-label.h"

/* All in px. */
#define PADDING_X     10.0
#define PADDING_Y     7.0
#define LINE_GAP      2.0
#define CORNER        6.0
#define DISTANCE      6.0
#define EDGE          4.0
#define MAX_TEXT_LINES 21  /* maximum width, in line heights, so that large text has as much room */

/* Like GTK's tooltips, the same in light and dark themes. */
static const HeedColor background = { 0.15, 0.14, 0.18, 0.94 };
static const HeedColor border = { 1.0, 1.0, 1.0, 0.18 };
static const HeedColor foreground = { 1.0, 1.0, 1.0, 1.0 };

static PangoLayout *
new_line (PangoContext *context,
          const char   *text)
{
  PangoLayout *line = pango_layout_new (context);
  PangoAttrList *attributes = heed_token_label_new_attributes (text);
  int text_width, text_height;

  pango_layout_set_text (line, text, -1);
  pango_layout_set_attributes (line, attributes);
  pango_layout_set_single_paragraph_mode (line, TRUE);
  pango_layout_set_auto_dir (line, FALSE);  /* otherwise an Arabic word would reverse the arrow */
  pango_layout_set_ellipsize (line, PANGO_ELLIPSIZE_MIDDLE);
  pango_layout_get_pixel_size (line, &text_width, &text_height);

  if (text_width > MAX_TEXT_LINES * text_height)
    pango_layout_set_width (line, MAX_TEXT_LINES * text_height * PANGO_SCALE);

  g_clear_pointer (&attributes, pango_attr_list_unref);

  return line;
}

/**
 * heed_bubble_place:
 * @about: the thing described, px
 * @bubble_width: px
 * @bubble_height: px
 * @width: of the widget, px
 * @height: of the widget, px
 *
 * Places the bubble below the thing if there is room, else above it, and inside the widget as long
 * as the widget is large enough.
 *
 * Returns: where the bubble goes
 */
HeedRectangle
heed_bubble_place (HeedRectangle about,
                   double        bubble_width,
                   double        bubble_height,
                   double        width,
                   double        height)
{
  HeedRectangle place = { 0.0, 0.0, bubble_width, bubble_height };
  double below = about.y + about.height + DISTANCE;
  double above = about.y - DISTANCE - bubble_height;

  place.x = MAX (MIN (about.x + about.width / 2.0, width - bubble_width - EDGE), EDGE);

  if (below + bubble_height + EDGE <= height)
    place.y = below;
  else
    place.y = MAX (above, EDGE);

  return place;
}

static void
draw_box (cairo_t       *cr,
          HeedRectangle  place)
{
  heed_shapes_add_round_rectangle (cr, place.x, place.y, place.width, place.height, CORNER);
  heed_shapes_set_color (cr, background);
  cairo_fill (cr);

  heed_shapes_add_round_rectangle (cr, place.x + 0.5, place.y + 0.5, place.width - 1.0,
                                   place.height - 1.0, CORNER);
  heed_shapes_set_color (cr, border);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
}

/**
 * heed_bubble_draw:
 * @context: Pango context for the text
 * @bubble: its text and the thing it describes
 * @width: of the widget, px
 * @height: of the widget, px
 */
void
heed_bubble_draw (cairo_t          *cr,
                  PangoContext     *context,
                  const HeedBubble *bubble,
                  double            width,
                  double            height)
{
  g_autoptr(PangoLayout) first = new_line (context, bubble->title);
  g_autoptr(PangoLayout) second =
    bubble->detail != NULL ? new_line (context, bubble->detail) : NULL;
  int first_width, first_height;
  int second_width = 0, second_height = 0;
  HeedRectangle place;

  pango_layout_get_pixel_size (first, &first_width, &first_height);

  if (second != NULL)
    {
      pango_layout_get_pixel_size (second, &second_width, &second_height);
      second_height += LINE_GAP;
    }

  place = heed_bubble_place (bubble->about,
                             MAX (first_width, second_width) + 2 * PADDING_X,
                             first_height + second_height + 2 * PADDING_Y,
                             width, height);

  cairo_save (cr);
  place.x = (int) place.x;
  place.y = (int) place.y;
  draw_box (cr, place);
  heed_shapes_set_color (cr, foreground);
  cairo_move_to (cr, place.x + PADDING_X, place.y + PADDING_Y);
  pango_cairo_show_layout (cr, first);

  if (second != NULL)
    {
      cairo_move_to (cr, place.x + PADDING_X, place.y + PADDING_Y + first_height + LINE_GAP);
      pango_cairo_show_layout (cr, second);
    }

  cairo_restore (cr);
}
