upgrade 'app', to: '2.0'
package builder
