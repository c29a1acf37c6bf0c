using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Forges;

/// <summary>
/// Finds out what forge a repository is on, where its API is and who asks: from configuration, the remote's address, the
/// variables of CI, and the files of the forges' own clients, in this order.
/// </summary>
public sealed class ForgeLocator
{
    private readonly HttpClient _http;
    private readonly IEnvironment _environment;
    private readonly TimeProvider _time;

    /// <summary>A locator.</summary>
    /// <param name="http">A client of <see cref="NewClient"/>.</param>
    /// <param name="environment">Variables of the build.</param>
    /// <param name="time">The clock.</param>
    public ForgeLocator(HttpClient http, IEnvironment environment, TimeProvider time) => (_http, _environment, _time) = (http, environment, time);

    /// <summary>The one HTTP client of a run for forges: without cookies and redirect surprises.</summary>
    public static HttpClient NewClient() => ForgeHttp.Client();

    /// <summary>The forge, ready to be asked; without one the reason.</summary>
    /// <exception cref="ReleaseException"><c>RK-FORGE-UNKNOWN</c> when <c>forge_url</c> or <c>repository_url</c> cannot be used.</exception>
    public FoundForge Find(ForgeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (Locate(settings) is not { } location)
        {
            return new FoundForge(null, null,
                "Neither the keys forge, forge_url and repository_url, nor the remote's address, nor a variable of CI tells what forge the repository is on. " +
                "Set the keys forge and repository_url, and forge_url for a self-hosted forge.");
        }

        var dialect = ForgeKinds.All[location.Repository.Kind];
        if (Account(settings, location, dialect) is not { } account)
        {
            return new FoundForge(null, location, string.IsNullOrWhiteSpace(settings.TokenVariable)
                ? $"There is no token for {location.Api}. {dialect.Remedy}{Untrusted(settings, location, dialect)}"
                : $"There is no token for {location.Api}: the variable {settings.TokenVariable.Trim()} is not set. Set it, or leave ReleaseForgeTokenVariable empty.");
        }

        var endpoint = new ForgeEndpoint
        {
            Api = location.Api, Account = account, Remedy = dialect.Remedy, Headers = dialect.Headers, Origins = dialect.Origins(location.Api),
        };
        return new FoundForge(dialect.Create(new ForgeHttp(_http, _time, endpoint, Random.Shared.NextDouble), location.Repository), location, "");
    }

    /// <summary>Where the repository is; null when nothing tells.</summary>
    /// <exception cref="ReleaseException"><c>RK-FORGE-UNKNOWN</c> when <c>forge_url</c> or <c>repository_url</c> cannot be used.</exception>
    public ForgeLocation? Locate(ForgeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var configured = settings.ForgeUrl is null ? null : Api(settings.ForgeUrl);
        if (RepositoryAddress.Parse(settings.RepositoryUrl ?? settings.RemoteUrl) is { } address)
        {
            return KindOf(settings, address) is { } kind ? At(kind, address, configured) : null;
        }

        foreach (var (kind, dialect) in ForgeKinds.All.OrderBy(d => d.Key))
        {
            if ((settings.Kind is null || settings.Kind == kind) && dialect.Ci(_environment) is { Path: { } path, Server: { } server } ci)
            {
                return new ForgeLocation(new ForgeRepository(kind, server, path), Api(dialect, configured ?? ci.Api ?? new Uri(dialect.Api(server))));
            }
        }

        return null;
    }

    private ForgeLocation? At(ForgeKind kind, RepositoryAddress address, Uri? configured)
    {
        var dialect = ForgeKinds.All[kind];
        var ci = dialect.Ci(_environment) is { } said && IsHost(said.Server ?? said.Api, address.Host.Host) ? said : null;
        var prefix = Prefix(dialect, configured ?? ci?.Api);
        var path = prefix.Length > 0 && address.Path.StartsWith(prefix + "/", StringComparison.Ordinal) ? address.Path[(prefix.Length + 1)..] : address.Path;
        var host = prefix.Length > 0 ? new Uri($"{address.Host.GetLeftPart(UriPartial.Authority)}/{prefix}") : address.Host;
        return ForgePaths.IsPath(path)
            ? new ForgeLocation(new ForgeRepository(kind, host, path), Api(dialect, configured ?? ci?.Api ?? new Uri(dialect.Api(host))))
            : null;
    }

    private ForgeKind? KindOf(ForgeSettings settings, RepositoryAddress address)
    {
        if ((settings.Kind ?? RepositoryLinks.KindOf(address.Host.Host)) is { } told)
        {
            return told;
        }

        foreach (var (kind, dialect) in ForgeKinds.All.OrderBy(d => d.Key))
        {
            var ci = dialect.Ci(_environment);
            if (IsHost(ci?.Server, address.Host.Host) || IsHost(ci?.Api, address.Host.Host) || dialect.ClientAccount?.Invoke(_environment, address.Host.Host) is not null)
            {
                return kind;
            }
        }

        return null;
    }

    private ForgeAccount? Account(ForgeSettings settings, ForgeLocation location, ForgeDialect dialect)
    {
        if (!string.IsNullOrWhiteSpace(settings.TokenVariable))
        {
            var name = settings.TokenVariable.Trim();
            return _environment.Get(name)?.Trim() is { Length: > 0 } value ? dialect.Token(new Secret(value, name)) : null;
        }

        var usual = IsTrusted(settings, location, dialect) ? dialect.Accounts(_environment, dialect.PublicHosts.Contains(location.Api.Host)).FirstOrDefault() : null;
        return usual ?? dialect.ClientAccount?.Invoke(_environment, location.Repository.Host.Authority);
    }

    /// <summary>
    /// Whether the usual variables' tokens may go there. A file of the repository, which a stranger's branch may change, must
    /// not be able to send them elsewhere: the host must be the public one, the remote's, that of CI, or this machine.
    /// </summary>
    private bool IsTrusted(ForgeSettings settings, ForgeLocation location, ForgeDialect dialect)
    {
        var (host, ci) = (location.Api.Host, dialect.Ci(_environment));
        return dialect.PublicHosts.Contains(host) || location.Api.IsLoopback
            || IsHost(ci?.Server, host) || IsHost(ci?.Api, host) || IsHost(RepositoryAddress.Parse(settings.RemoteUrl)?.Host, host)
            || (dialect.HostVariable is { } variable && string.Equals(_environment.Get(variable), host, StringComparison.OrdinalIgnoreCase));
    }

    private string Untrusted(ForgeSettings settings, ForgeLocation location, ForgeDialect dialect) =>
        !IsTrusted(settings, location, dialect) && dialect.Accounts(_environment, false).FirstOrDefault() is { } account
            ? $" {account.Secret.Source} is not sent there, because only configuration names that host: set ReleaseForgeTokenVariable to say that it may."
            : "";

    private static bool IsHost(Uri? address, string host) => address is not null && string.Equals(address.Host, host, StringComparison.OrdinalIgnoreCase);

    private static Uri Api(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var api) && api.Scheme is "http" or "https" && api is { UserInfo: "", Query: "", Fragment: "" }
            ? api
            : throw new ReleaseException(ForgeCodes.Unknown.Create($"forge_url '{DisplayText.Line(text)}' is no address of an API; give one such as https://git.example.com/api/v4, without credentials and query."));

    /// <summary>The base with the end that the forge's API has everywhere.</summary>
    private static Uri Api(ForgeDialect dialect, Uri api)
    {
        var text = api.AbsoluteUri.TrimEnd('/');
        return new Uri(text.EndsWith(dialect.ApiSuffix, StringComparison.Ordinal) || dialect.PublicHosts.Contains(api.Host) ? text : text + dialect.ApiSuffix);
    }

    /// <summary>The folder below which the forge is installed, by the address of its API.</summary>
    private static string Prefix(ForgeDialect dialect, Uri? api)
    {
        if (api is null || dialect.PublicHosts.Contains(api.Host))
        {
            return "";
        }

        var path = Api(dialect, api).AbsolutePath;
        return path[..^dialect.ApiSuffix.Length].Trim('/');
    }
}
