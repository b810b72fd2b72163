/*
 * The syntax of Belay's scripts and site files: the subset of Groovy that the checker accepts. Belay itself reads scripts by
 * Groovy's own parser and translates its tree node by node; this grammar says the same in one page, for people and for tools,
 * and a specification holds the two together on every script and sample. What words mean (verbs, options, units, types) is not
 * here: see verbs.schema.json, and `belay verbs`.
 *
 * Two rules that such a grammar cannot write down:
 *   - Between ( and ) and between [ and ], as far as no { } comes between, a line's end is a blank: drop those NEWLINE tokens.
 *   - A text in double quotes is one token. What stands in its ${...} is read by the rule `embedded`.
 */
grammar Belay;

// ---- a file: declarations, functions, steps ----

file : SHEBANG? lines (topLevel (separator topLevel)* separator?)? EOF ;

topLevel : function | statement ;

separator : (NEWLINE | ';')+ ;

function : 'def' NAME '(' (NAME (',' lines NAME)*)? ')' lines block ;

block : '{' separator? (statement (separator statement)* separator?)? '}' ;

lines : NEWLINE* ;

// ---- statements ----

statement
    : definition
    | condition
    | loop
    | 'return' expression?
    | step
    ;

definition : 'def' lines NAME lines '=' lines (step | lambda) ;

condition : 'if' '(' lone ')' lines body (separator? 'else' lines body)? ;

loop : 'for' '(' NAME 'in' expression ')' lines body ;

body : block | statement ;

/* A use of a verb, a declaration, a call of a function; or an expression, as the value of a function. */
step
    : NAME parameters? lines block                 // phase('Back up') { ... }, import('v4', from: file) { ... }
    | NAME (NAME | text) lines block               // phase 'Back up' { ... }: nothing else takes a block without parentheses
    | NAME expression (',' lines expression)* ',' lines block
    | lone
    ;

/* What stands alone: in parentheses, in a condition, in a text. */
lone
    : expression                                    // first: `stop -1` is a subtraction, `sh ['a']` an index
    | command
    ;

/* stop 'web', timeout: 2.minutes */
command : NAME (option | expression) (',' lines (option | expression))* ;

parameters : '(' (argument (',' lines argument)* ','?)? ')' ;

argument : option | block | expression ;

option : (NAME | keyword | STRING) ':' lines value ;

// ---- expressions ----

value : expression | lambda ;

expression
    : expression path
    | primary
    | '!' lines expression
    | '-' expression
    | expression lines ('*' | '/' | '%') lines expression
    | expression ('+' | '-') lines expression
    | expression lines ('..' | '..<') lines expression
    | expression lines ('<' | '<=' | '>' | '>=' | 'in' | '!' 'in') lines expression
    | expression lines ('==' | '!=') lines expression
    | expression lines '&&' lines expression
    | expression lines '||' lines expression
    | <assoc=right> expression lines ('?' lines expression lines ':' | '?:') lines expression
    ;

/* x.name, x?.name, x.method(a, b), x.method { it.name }, x[i] */
path
    : lines ('.' | '?.') lines (NAME | keyword) (values | values? lines lambda)?
    | '[' expression ']'
    ;

values : '(' (value (',' lines value)* ','?)? ')' ;

primary : literal | call | NAME | list | map | '(' lone ')' ;

/* size('main'), database('old'), prepare() */
call : NAME parameters ;

/* { it.name }, { name, type -> type == 'text' }: one expression, behind a method or as a value */
lambda : '{' (lines NAME (',' lines NAME)* lines '->')? separator? lone separator? '}' ;

list : '[' (value (',' lines value)* ','?)? ']' ;

map : '[' (':' | entry (',' lines entry)* ','?) ']' ;

entry : (NAME | keyword | literal | list | map | '(' lone ')') ':' lines value ;

literal : text | NUMBER | 'true' | 'false' | 'null' ;

text : STRING | TEMPLATE ;

embedded : separator? (lone separator?)? EOF ;

/* These may name an option, a key or a property, nothing else. */
keyword : 'def' | 'if' | 'else' | 'for' | 'in' | 'return' | 'true' | 'false' | 'null' | RESERVED ;

// ---- tokens ----

/* Words of Groovy that begin nothing here. `import` is not among them: it is a verb. */
RESERVED
    : 'abstract' | 'as' | 'assert' | 'async' | 'await' | 'boolean' | 'break' | 'byte' | 'case' | 'catch' | 'char' | 'class' | 'const' | 'continue'
    | 'default' | 'do' | 'double' | 'enum' | 'extends' | 'final' | 'finally' | 'float' | 'goto' | 'implements' | 'instanceof' | 'int'
    | 'interface' | 'long' | 'native' | 'new' | 'package' | 'private' | 'protected' | 'public' | 'short' | 'static' | 'strictfp'
    | 'super' | 'switch' | 'synchronized' | 'this' | 'threadsafe' | 'throw' | 'throws' | 'trait' | 'transient' | 'try' | 'void' | 'volatile' | 'while'
    ;

NAME : '$'* LETTER (LETTER | DIGIT | '$')* ;

NUMBER : ('0' | [1-9] ([0-9_]* DIGIT)?) FRACTION? | FRACTION ;
fragment FRACTION : '.' DIGIT ([0-9_]* DIGIT)? ;

/* 'a text', "a text", '''a text over several lines''': as they stand */
STRING
    : '\'\'\'' (ESCAPE | ~[\\])*? '\'\'\''
    | '\'' (ESCAPE | ~['\\\r\n])* '\''
    | '"' (ESCAPE | ~["\\$\r\n])* '"'
    ;

/* "a text with $name, ${an.expression}", """the same over several lines""" */
TEMPLATE
    : '"""' (ESCAPE | VALUE | ~[\\$])*? '"""'
    | '"' (ESCAPE | VALUE | ~["\\$\r\n])* '"'
    ;

fragment VALUE : '$' LETTER | '${' INNER* '}' ;
fragment INNER : STRING | TEMPLATE | '{' INNER* '}' | ~['"{}] ;
fragment ESCAPE : '\\' ([btnfrs"'\\$] | [0-3]? [0-7]? [0-7] | 'u'+ HEX HEX HEX HEX | '\r'? '\n') ;
fragment HEX : [0-9a-fA-F] ;
fragment LETTER : [\p{Alpha}_] ;
fragment DIGIT : [0-9] ;

SHEBANG : '#!' ~[\r\n]* ;

NEWLINE : '\r'? '\n' ;

BLANK : ([ \t\f] | '\\' '\r'? '\n') -> skip ;
COMMENT : ('//' ~[\r\n]* | '/*' .*? '*/') -> skip ;

OTHER_SIGN : '--' | '++' | '**' | '?[' | '$/' ;

/* Whatever else stands in a file is no part of the language. */
OTHER : . ;
