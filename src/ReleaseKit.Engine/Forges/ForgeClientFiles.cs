using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Environments;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ReleaseKit.Engine.Forges;

/// <summary>
/// Tokens that the forges' own clients keep in files: gh's <c>hosts.yml</c> and glab's <c>config.yml</c>. Tokens in the
/// system's key store are not read, and nothing is ever written.
/// </summary>
internal static class ForgeClientFiles
{
    /// <summary>The token of gh for a host; null when there is none in its file.</summary>
    public static Secret? GitHub(IEnvironment environment, string host)
    {
        var (file, root) = Load(environment, "GH_CONFIG_DIR", "gh", "GitHub CLI", "hosts.yml");
        if (Child(root, host) is not { } account)
        {
            return null;
        }

        var token = Text(account, "oauth_token") ?? (Text(account, "user") is { } user ? Text(Child(Child(account, "users"), user), "oauth_token") : null);
        return token is null ? null : new Secret(token, file);
    }

    /// <summary>The token of glab for a host, and whether it is one of OAuth; null when there is none in its file.</summary>
    public static (Secret Secret, bool IsOAuth)? GitLab(IEnvironment environment, string host)
    {
        var (file, root) = Load(environment, "GLAB_CONFIG_DIR", "glab-cli", "glab-cli", "config.yml");
        var account = Child(Child(root, "hosts"), host);
        return Text(account, "token") is { } token ? (new Secret(token, file), Text(account, "is_oauth2") == "true") : null;
    }

    private static (string File, YamlNode? Root) Load(IEnvironment environment, string variable, string folder, string windowsFolder, string name)
    {
        var directory = environment.Get(variable)
            ?? (environment.Get("XDG_CONFIG_HOME") is { } xdg ? Path.Combine(xdg, folder)
            : OperatingSystem.IsWindows() ? environment.Get("AppData") is { } data ? Path.Combine(data, windowsFolder) : null
            : environment.Get("HOME") is { } home ? Path.Combine(home, ".config", folder) : null);
        if (directory is null)
        {
            return ("", null);
        }

        var file = Path.Combine(directory, name);
        try
        {
            using var reader = new StreamReader(file);
            var stream = new YamlStream();
            stream.Load(reader);
            return (file, stream.Documents.Count > 0 ? stream.Documents[0].RootNode : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or YamlException)
        {
            // It is another program's file: what cannot be read there counts as not logged in.
            return (file, null);
        }
    }

    private static YamlNode? Child(YamlNode? node, string name) =>
        node is YamlMappingNode mapping ? mapping.Children.FirstOrDefault(c => c.Key is YamlScalarNode key && string.Equals(key.Value, name, StringComparison.OrdinalIgnoreCase)).Value : null;

    private static string? Text(YamlNode? node, string name) => Child(node, name) is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;
}
