upgrade 'app', to: '2.0'
class Builder { }
