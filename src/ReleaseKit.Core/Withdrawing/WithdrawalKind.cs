namespace ReleaseKit.Core.Withdrawing;

/// <summary>How far a registry lets its users take a version back.</summary>
public enum WithdrawalKind
{
    /// <summary>Nothing can be done from here; a person may be able to do something on the registry's own pages.</summary>
    None,

    /// <summary>The version stays as it is; clients warn whoever installs it.</summary>
    Deprecate,

    /// <summary>The version stays for whoever names it exactly; resolvers choose another one.</summary>
    Yank,

    /// <summary>The version stays for whoever names it; lists and searches leave it out.</summary>
    Unlist,

    /// <summary>A later version says that this one must not be used.</summary>
    Retract,
}
