using System.Net.Http.Headers;
using System.Text;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>
/// Who uploads. The user is in the variable that is called as that of the credential, with <c>USERNAME</c> in the place of
/// <c>PASSWORD</c> or <c>TOKEN</c>; without one, a credential with a colon is both, and any other is a bearer's.
/// </summary>
internal sealed class RepositoryCredential(IEnvironment environment)
{
    private static readonly string[] Words = ["PASSWORD", "TOKEN"];

    /// <summary>Puts the credential into a request, when it goes to an address it was issued for.</summary>
    public void Authorize(HttpRequestHeaders headers, PackageContext package, Uri address)
    {
        if (package.Endpoint.Token is not { } token || !IsSameOrigin(address, package.Endpoint.Registry))
        {
            return;
        }

        headers.Authorization = PairOf(package) is { } pair
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)))
            : new AuthenticationHeaderValue("Bearer", token.Reveal());
    }

    /// <summary>User and password with a colon between them; null when there is no user.</summary>
    public string? PairOf(PackageContext package)
    {
        var secret = package.Endpoint.Token?.Reveal();
        return secret is null ? null
            : UserOf(package) is { } user ? $"{user}:{secret}"
            : secret.Contains(':', StringComparison.Ordinal) ? secret
            : null;
    }

    /// <summary>The variables that may hold the user for a credential of a name.</summary>
    public static IEnumerable<string> UserVariables(string tokenVariable) =>
        Words.Where(word => tokenVariable.Contains(word, StringComparison.Ordinal)).Select(word => tokenVariable.Replace(word, "USERNAME", StringComparison.Ordinal));

    private string? UserOf(PackageContext package) => package.Endpoint.User ??
        UserVariables(package.Endpoint.Token!.Source).Select(name => environment.Get(name)?.Trim()).FirstOrDefault(user => user is { Length: > 0 });

    private static bool IsSameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
