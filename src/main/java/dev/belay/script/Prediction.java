package dev.belay.script;

import groovyjarjarantlr4.v4.runtime.Parser;
import groovyjarjarantlr4.v4.runtime.ParserRuleContext;
import groovyjarjarantlr4.v4.runtime.TokenStream;
import groovyjarjarantlr4.v4.runtime.atn.ParserATNSimulator;
import groovyjarjarantlr4.v4.runtime.atn.PredictionMode;
import java.util.Set;
import org.apache.groovy.parser.antlr4.GroovyParser;

/**
 * How Groovy's parser looks ahead: at what follows alone (SLL), which is quick, and with all that it is within (LL) only where an
 * argument may be a named one, which nothing less tells. What it reads so, it would read the same with all of it everywhere; where
 * it does not get through, that is to be asked.
 */
final class Prediction extends ParserATNSimulator {

    private static final Set<Integer> ARGUMENTS =
            Set.of(GroovyParser.RULE_argumentListElement, GroovyParser.RULE_firstArgumentListElement);

    private final boolean thorough;

    /**
     * For a parser.
     *
     * @param thorough LL everywhere
     */
    Prediction(Parser parser, boolean thorough) {
        super(parser, parser.getATN());
        this.thorough = thorough;
        this.enable_global_context_dfa = true; // else it would look each decision up anew
    }

    @Override
    public int adaptivePredict(TokenStream input, int decision, ParserRuleContext outer) {
        boolean whole = thorough || ARGUMENTS.contains(atn.getDecisionState(decision).ruleIndex);
        setPredictionMode(whole ? PredictionMode.LL : PredictionMode.SLL);
        return super.adaptivePredict(input, decision, outer);
    }
}
