// Opens a billing portal for the signed-in user, and prints its URL. An app shows it with
// SFSafariViewController or UIApplication.shared.open(url) instead.

import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

struct PortalRequest: Encodable {
    var returnUrl: URL?
}

struct PortalSession: Decodable {
    let url: URL
}

/// An error of the catalogue: `code` for programs, `message` for people.
struct BillingPortalError: Error, Decodable {
    let code: String
    let message: String
    let docUrl: URL?
}

struct ErrorEnvelope: Decodable {
    let error: BillingPortalError
}

struct BillingPortalClient {
    let baseURL: URL
    /// Called for every request: access tokens live for minutes.
    let accessToken: () async throws -> String

    /// Answers with the URL to send the person to at once: whoever has it is let in.
    func openPortal(returnUrl: URL? = nil) async throws -> URL {
        var request = URLRequest(url: baseURL.appendingPathComponent("api/v1/subscriptions/portal"))
        request.httpMethod = "POST"
        request.timeoutInterval = 12
        request.setValue("Bearer \(try await accessToken())", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = try JSONEncoder().encode(PortalRequest(returnUrl: returnUrl))

        let (data, response) = try await URLSession.shared.data(for: request)
        guard let http = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        guard http.statusCode == 200 else {
            let envelope = try? JSONDecoder().decode(ErrorEnvelope.self, from: data)
            throw envelope?.error ?? URLError(.badServerResponse)
        }
        return try JSONDecoder().decode(PortalSession.self, from: data).url
    }
}

@main
struct OpenPortal {
    static func main() async throws {
        let environment = ProcessInfo.processInfo.environment
        let client = BillingPortalClient(
            baseURL: URL(string: environment["BILLING_PORTAL_URL"] ?? "http://localhost:3000")!,
            accessToken: { environment["USER_TOKEN"] ?? "" }
        )
        do {
            print(try await client.openPortal())
        } catch let error as BillingPortalError {
            print("\(error.code): \(error.message)")
        }
    }
}
