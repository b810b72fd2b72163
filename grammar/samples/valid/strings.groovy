upgrade 'app', to: '2.0'

def name = 'app'
def plain = 'as it stands: $name'
def filled = "with $name, ${name.toUpperCase()} and ${[a: '}'].a}"
def escaped = 'it\'s\ta \\ \u0041 \$'
def longer = '''several
lines, 'quoted' '''
def filledToo = """
several lines with ${
    name
}
"""
sh "echo $plain $filled $escaped $longer $filledToo"
