package io.github.autograd4j.examples.digits;

import static io.github.autograd4j.examples.digits.Stroke.arc;
import static io.github.autograd4j.examples.digits.Stroke.curve;
import static io.github.autograd4j.examples.digits.Stroke.line;

/** The alphabet: the common ways to write each digit. A change here changes every image of the data set. */
final class Glyphs {
    private static final Glyph[][] BY_DIGIT = {
        { // 0: closed, begun and ended at the top with an overlap, narrow
            new Glyph(arc(.5, .5, .31, .46, -100, 260)),
            new Glyph(curve(.6, .08, .34, .1, .2, .36, .22, .72, .42, .95, .68, .86, .8, .54, .74, .2, .5, .05)),
            new Glyph(curve(.56, .04, .36, .22, .3, .6, .4, .92, .58, .92, .7, .62, .7, .24, .56, .04)),
        },
        { // 1: a stroke, with a flag, with flag and foot
            new Glyph(line(.52, .03, .49, .97)),
            new Glyph(line(.3, .28, .54, .04), line(.54, .04, .52, .97)),
            new Glyph(line(.32, .24, .52, .04), line(.52, .04, .52, .95), line(.26, .95, .78, .95)),
        },
        { // 2: angular foot, looped foot, flat and wide
            new Glyph(
                    curve(.22, .26, .32, .08, .56, .03, .76, .16, .74, .38, .52, .66, .2, .94),
                    line(.2, .94, .82, .93)),
            new Glyph(curve(
                    .2, .24, .44, .04, .72, .16, .68, .46, .42, .8, .22, .94, .16, .8, .36, .76, .6, .92, .86, .88)),
            new Glyph(curve(.2, .16, .5, .04, .76, .2, .6, .5, .22, .92), curve(.22, .92, .5, .86, .82, .95)),
        },
        { // 3: round, flat top, with the tongue pulled in
            new Glyph(
                    curve(.24, .14, .48, .03, .74, .16, .68, .38, .42, .47),
                    curve(.42, .47, .74, .57, .78, .8, .52, .97, .2, .86)),
            new Glyph(line(.22, .06, .76, .05, .45, .4), curve(.45, .4, .74, .5, .8, .74, .56, .96, .2, .88)),
            new Glyph(curve(.26, .08, .6, .04, .74, .22, .56, .42, .34, .48, .62, .52, .78, .72, .6, .94, .22, .94)),
        },
        { // 4: closed, open with corners, open with a round left
            new Glyph(line(.64, .97, .62, .03, .16, .66, .88, .66)),
            new Glyph(line(.28, .05, .2, .55, .84, .53), line(.68, .08, .64, .97)),
            new Glyph(curve(.26, .06, .2, .36, .34, .54, .58, .5, .76, .38), curve(.8, .06, .72, .5, .66, .97)),
        },
        { // 5: one movement, the bar put on later, drawn like an S
            new Glyph(
                    line(.76, .05, .3, .06, .26, .45),
                    curve(.26, .45, .54, .36, .78, .54, .74, .84, .46, .97, .2, .86)),
            new Glyph(
                    curve(.34, .08, .28, .42, .56, .42, .76, .62, .66, .9, .4, .97, .2, .88), line(.34, .08, .82, .04)),
            new Glyph(curve(.78, .07, .46, .08, .28, .24, .44, .44, .7, .58, .74, .8, .52, .96, .2, .9)),
        },
        { // 6: round back, straight back, small loop
            new Glyph(curve(.68, .04, .4, .22, .24, .58, .3, .88, .54, .97, .76, .8, .7, .58, .48, .5, .26, .66)),
            new Glyph(curve(.54, .03, .36, .36, .27, .72, .42, .96, .68, .88, .7, .66, .5, .56, .27, .72)),
            new Glyph(curve(.74, .06, .44, .16, .24, .48, .26, .82, .5, .96, .68, .84, .62, .68, .44, .68, .28, .8)),
        },
        { // 7: plain, with a bar, curved, with a serif
            new Glyph(line(.2, .07, .8, .06, .42, .97)),
            new Glyph(line(.2, .08, .8, .06, .4, .97), line(.3, .52, .74, .48)),
            new Glyph(line(.18, .1, .78, .07), curve(.78, .07, .58, .4, .46, .97)),
            new Glyph(line(.2, .22, .22, .06, .8, .07, .4, .97)),
        },
        { // 8: in one crossing movement, two rings, begun and ended open at the top
            new Glyph(curve(
                    .7, .14, .48, .03, .28, .15, .34, .34, .5, .46, .72, .66, .72, .88, .5, .97, .26, .87, .28, .66, .5,
                    .46, .66, .32, .7, .14)),
            new Glyph(arc(.5, .25, .22, .21, 90, 450), arc(.5, .71, .27, .25, -90, 270)),
            new Glyph(curve(
                    .76, .08, .46, .04, .27, .18, .4, .4, .64, .58, .74, .8, .52, .97, .28, .84, .36, .62, .6, .42, .74,
                    .18)),
        },
        { // 9: straight leg, curved leg, in one movement with a hook
            new Glyph(arc(.5, .28, .25, .24, 0, 360), line(.75, .28, .68, .97)),
            new Glyph(
                    curve(.74, .2, .54, .04, .3, .14, .26, .36, .46, .5, .68, .38, .74, .2),
                    curve(.74, .2, .78, .56, .66, .88, .34, .95)),
            new Glyph(
                    curve(.72, .12, .42, .04, .24, .26, .4, .46, .64, .38, .72, .12),
                    curve(.72, .12, .68, .5, .54, .96)),
        },
    };

    private Glyphs() {}

    static Glyph pick(int digit, SplitMix64 random) {
        Glyph[] variants = BY_DIGIT[digit];
        return variants[random.below(variants.length)];
    }
}
