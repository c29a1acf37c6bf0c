using System.Collections.Immutable;
using System.Security;
using ReleaseKit.Core.Secrets;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>
/// Settings with which Maven reads the registry of a release, beside the user's own: a mirror of exactly that repository goes
/// before the user's mirror of everything, and the credential is named and not written.
/// </summary>
internal static class ConsumerSettings
{
    /// <summary>The id of the repository.</summary>
    public const string RepositoryId = "releasekit";

    private const string UserVariable = "RELEASEKIT_MAVEN_USER";
    private const string PasswordVariable = "RELEASEKIT_MAVEN_PASSWORD";

    /// <summary>The document.</summary>
    public static string Text(Uri index, bool hasCredential) =>
        $"""
        <settings>
          <servers>{(hasCredential ? $"<server><id>{RepositoryId}</id><username>${{env.{UserVariable}}}</username><password>${{env.{PasswordVariable}}}</password></server>" : "")}</servers>
          <mirrors>
            <mirror><id>{RepositoryId}</id><mirrorOf>{RepositoryId}</mirrorOf><url>{SecurityElement.Escape(index.AbsoluteUri)}</url></mirror>
          </mirrors>
        </settings>

        """;

    /// <summary>The variables that it names; none where the registry is read without a credential.</summary>
    /// <param name="package">The package.</param>
    /// <param name="pair">User and password with a colon between them; null when there are none.</param>
    public static ImmutableDictionary<string, Secret> Secrets(PackageContext package, string? pair)
    {
        var isSameOrigin = Uri.Compare(package.Endpoint.Index, package.Endpoint.Registry, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
        if (pair is null || !isSameOrigin || package.Endpoint.Index.IsFile)
        {
            return ImmutableDictionary<string, Secret>.Empty;
        }

        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        var source = package.Endpoint.Token!.Source;
        return ImmutableDictionary<string, Secret>.Empty.Add(UserVariable, new Secret(pair[..colon], source)).Add(PasswordVariable, new Secret(pair[(colon + 1)..], source));
    }
}
