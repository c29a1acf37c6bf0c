using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Ledgers;

/// <summary>Says who this run is, and whether the process of another run on this machine still lives.</summary>
public sealed class RunnerIdentity
{
    private static readonly string[] Accounts = ["GITHUB_ACTOR", "GITLAB_USER_LOGIN", "BUILD_REQUESTEDFOR", "BUILDKITE_BUILD_CREATOR", "CIRCLE_USERNAME", "USER", "USERNAME"];
    private static readonly string[] Jobs = ["CI_JOB_URL", "BUILD_URL", "BUILDKITE_BUILD_URL", "CIRCLE_BUILD_URL", "CI_PIPELINE_URL"];
    private readonly IEnvironment _environment;
    private readonly string _clone;

    /// <summary>An identity in one clone.</summary>
    /// <param name="environment">Facts of CI.</param>
    /// <param name="clone">Absolute path of the git directory, which tells machines apart that cannot be told apart otherwise.</param>
    public RunnerIdentity(IEnvironment environment, string clone)
    {
        _environment = environment;
        _clone = clone;
    }

    /// <summary>What this run shows to others.</summary>
    public LeaseRecord Describe(DateTimeOffset now) => new()
    {
        Runner = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)),
        Who = Accounts.Select(_environment.Get).FirstOrDefault(v => !string.IsNullOrEmpty(v)) ?? "somebody",
        Host = Environment.MachineName,
        Machine = Machine(),
        ProcessId = Environment.ProcessId,
        Started = StartOf(Environment.ProcessId) ?? "",
        Job = Job(),
        Since = now,
    };

    /// <summary>Whether another run's process lives: null when it cannot be told from here.</summary>
    public bool? IsAlive(LeaseRecord other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Machine != Machine() ? null : StartOf(other.ProcessId) is { } started && started == other.Started;
    }

    private string? Job()
    {
        string?[] parts = [_environment.Get("GITHUB_SERVER_URL"), _environment.Get("GITHUB_REPOSITORY"), _environment.Get("GITHUB_RUN_ID")];
        var address = parts.All(p => !string.IsNullOrEmpty(p)) ? $"{parts[0]}/{parts[1]}/actions/runs/{parts[2]}" : Jobs.Select(_environment.Get).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0 ? address : null;
    }

    /// <summary>
    /// A digest of what makes process ids unique: the boot and the pid namespace on Linux, where a container may have its host's
    /// name; the clone elsewhere, so that only runs of one clone, which the local lock tells apart, are compared.
    /// </summary>
    private string Machine()
    {
        var boot = "/proc/sys/kernel/random/boot_id";
        var space = OperatingSystem.IsLinux() && File.Exists(boot)
            ? $"{File.ReadAllText(boot).Trim()} {new FileInfo("/proc/self/ns/pid").LinkTarget}"
            : _clone;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName} {space}")))[..16];
    }

    /// <summary>When a process started, in the machine's own terms; null when there is none, or only its remains.</summary>
    private static string? StartOf(int process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var running = Process.GetProcessById(process);
                return running.HasExited ? null : (running.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            // "pid (name) state … starttime": the name may hold anything, so the fields are counted from its end.
            var status = File.ReadAllText($"/proc/{process}/stat");
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
