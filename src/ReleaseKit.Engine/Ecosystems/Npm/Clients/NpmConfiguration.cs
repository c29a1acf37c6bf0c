using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Ecosystems.Npm.Clients;

/// <summary>
/// Tells npm which registry to talk to, and as whom. With a credential of our own npm gets a user configuration that is
/// generated: the user's own, in which our registry's credential is a reference to a variable of the child alone, and every
/// other secret is such a reference too, so that the file holds none. Without one, the user's configuration is used as it is.
/// </summary>
internal sealed class NpmConfiguration
{
    private const string TokenVariable = "RELEASEKIT_NPM_TOKEN";
    private const string ForeignVariable = "RELEASEKIT_NPM_FOREIGN_";
    private static readonly ImmutableArray<string> CredentialKeys = ["_authToken", "_auth", "_password", "username"];
    private static readonly ImmutableArray<string> OtherSecrets = ["key", "otp"];
    private static readonly ImmutableArray<string> AgeLimits = ["min-release-age", "before"];

    private NpmConfiguration(bool isGenerated, ImmutableArray<string> arguments, ClientEnvironment environment)
    {
        IsGenerated = isGenerated;
        Arguments = arguments;
        Environment = environment;
    }

    /// <summary>Whether the user's own configuration files have been replaced.</summary>
    public bool IsGenerated { get; }

    /// <summary>Arguments for every npm command.</summary>
    public ImmutableArray<string> Arguments { get; }

    /// <summary>The child's additional environment.</summary>
    public ClientEnvironment Environment { get; }

    /// <summary>A configuration for one package.</summary>
    /// <param name="package">The package; its credential is used when <paramref name="registry"/> has the origin it was issued for.</param>
    /// <param name="registry">The registry to talk to.</param>
    /// <param name="folder">Absolute path of a private folder that receives the generated file.</param>
    /// <param name="environment">Where the user's own configuration is found.</param>
    public static NpmConfiguration Create(PackageContext package, Uri registry, string folder, IEnvironment environment)
    {
        var address = RegistryAddress.Normalize(registry);
        var arguments = ImmutableArray.Create($"--registry={address}", "--workspaces=false", "--no-audit", "--no-fund");
        if (NpmPackageName.Scope(package.Id.Name) is { } scope)
        {
            // A registry for a scope, from whichever configuration file, would win over --registry.
            arguments = arguments.Add($"--{scope}:registry={address}");
        }

        var settings = UserSettings(environment);
        var token = RegistryAddress.HaveSameOrigin(registry, package.Endpoint.Registry) ? package.Endpoint.Token : null;
        var anonymous = token is null && registry.IsLoopback && !settings.Any(s => IsCredentialFor(s.Key, registry));
        if (token is null && !anonymous)
        {
            return new NpmConfiguration(false, arguments, new ClientEnvironment());
        }

        var file = Path.Combine(folder, "user.npmrc");
        var secrets = ImmutableDictionary.CreateBuilder<string, Secret>();
        var lines = settings.Where(s => !IsCredentialFor(s.Key, registry) && !AgeLimits.Contains(s.Key)).Select(s => WithoutSecret(s, secrets)).ToList();

        // npm refuses to upload without any credential, even where the registry asks for none.
        lines.Add($"{RegistryAddress.ConfigurationKey(registry)}:_authToken={(token is null ? "anonymous" : $"${{{TokenVariable}}}")}");
        PrivateFile.Write(file, string.Join('\n', lines) + "\n");
        if (token is not null)
        {
            secrets[TokenVariable] = token;
        }

        return new NpmConfiguration(true, arguments.Add($"--userconfig={file}"), new ClientEnvironment { Secrets = secrets.ToImmutable() });
    }

    /// <summary>The settings of the user's own configuration file; empty when there is none.</summary>
    private static ImmutableArray<(string Key, string Value, string Line)> UserSettings(IEnvironment environment)
    {
        var home = environment.Get("HOME") ?? environment.Get("USERPROFILE");
        var path = environment.Get("npm_config_userconfig") ?? environment.Get("NPM_CONFIG_USERCONFIG") ?? (home is null ? null : Path.Combine(home, Npmrc.FileName));
        return path is not null && File.Exists(path) ? Npmrc.Read(File.ReadAllText(path, Encoding.UTF8)) : [];
    }

    private static bool IsCredentialFor(string key, Uri registry) =>
        IsCredential(key) && (!key.StartsWith("//", StringComparison.Ordinal) ||
            key[..(key.LastIndexOf(':') is var colon and > 0 ? colon : key.Length)].TrimEnd('/') == RegistryAddress.ConfigurationKey(registry).TrimEnd('/'));

    private static bool IsCredential(string key) => CredentialKeys.Contains(key[(key.LastIndexOf(':') + 1)..]);

    /// <summary>The setting's line; a secret that it spells out becomes a reference to a variable of the child.</summary>
    private static string WithoutSecret((string Key, string Value, string Line) setting, ImmutableDictionary<string, Secret>.Builder secrets)
    {
        var isReference = setting.Value.Contains("${", StringComparison.Ordinal);
        var isSecret = IsCredential(setting.Key) || OtherSecrets.Contains(setting.Key) || HoldsUserInfo(setting.Value);
        if (!isSecret || isReference || setting.Value.Length == 0)
        {
            return setting.Line;
        }

        var variable = ForeignVariable + secrets.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        secrets[variable] = new Secret(setting.Value, "the user's .npmrc");
        return $"{setting.Key}=${{{variable}}}";
    }

    private static bool HoldsUserInfo(string value) =>
        value.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0 && value.IndexOf('@', scheme) > 0;
}
