namespace Contract;

public static class Base
{
    public const int Value = 1;
}
