import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Certificates are made by the openssl program. */
export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

export interface Certificate {
  readonly certificate: Buffer
  readonly key: Buffer
}

/** An authority of its own, in a folder that goes with it. */
export class Authority {
  readonly #directory = mkdtempSync(join(tmpdir(), 'net-tls-'))
  readonly certificate: Buffer

  constructor() {
    this.#openssl('req', '-x509', ...NEW_KEY, '-days', '2', '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=authority')
    this.certificate = this.#read('ca.crt')
  }

  issue(name: string, alternatives = 'IP:127.0.0.1'): Certificate {
    this.#openssl('req', ...NEW_KEY, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/O=test/CN=${name}`, '-addext', `subjectAltName=${alternatives}`)
    this.#openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-copy_extensions', 'copy', '-out', `${name}.crt`)
    return { certificate: this.#read(`${name}.crt`), key: this.#read(`${name}.key`) }
  }

  /** A list that revokes these. */
  revoke(...names: string[]): Buffer {
    const section = '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=crlnumber\ndefault_md=sha256\ndefault_crl_days=2\n'
    execFileSync('sh', ['-c', 'cat > ca.cnf; : > index.txt; echo 01 > crlnumber'], { cwd: this.#directory, input: section })
    for (const name of names) this.#openssl('ca', '-config', 'ca.cnf', '-cert', 'ca.crt', '-keyfile', 'ca.key', '-revoke', `${name}.crt`)
    this.#openssl('ca', '-config', 'ca.cnf', '-cert', 'ca.crt', '-keyfile', 'ca.key', '-gencrl', '-out', 'list.crl')
    return this.#read('list.crl')
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true })
  }

  #openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.#directory, stdio: 'ignore' })
  }

  #read(file: string): Buffer {
    return readFileSync(join(this.#directory, file))
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
