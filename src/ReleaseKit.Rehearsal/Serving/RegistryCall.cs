namespace ReleaseKit.Rehearsal.Serving;

/// <summary>A request understood but not yet answered: enough to decide on faults and permission first.</summary>
/// <param name="Operation">What it is about.</param>
/// <param name="Package">The package's name in normal form; null when the request concerns none.</param>
/// <param name="Answer">Answers it; may throw <see cref="RefusedException"/>.</param>
internal sealed record RegistryCall(Operation Operation, string? Package, Func<CallContext, Reply> Answer)
{
    /// <summary>What is being uploaded, as far as it is known; for uploads only.</summary>
    public UploadSubject Subject { get; init; } = UploadSubject.Unknown;

    /// <summary>A request that is answered without looking at any package.</summary>
    public static RegistryCall About(Reply reply) => new(Operation.Read, null, _ => reply);

    /// <summary>An upload that cannot even be understood.</summary>
    public static RegistryCall BadUpload(string? package, RefusedException refusal) =>
        new(Operation.Upload, package, _ => throw refusal);
}
